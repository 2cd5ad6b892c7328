/**
 * Heart rate in the advertisements of Polar straps and watches: manufacturer data of company 0x006B.
 * Layout after polarofficial/polar-ble-sdk, `BleAdvertisementContent` and `BlePolarHrAdvertisement`:
 * records one after the other, told apart by bit 6 of their first byte. One without it holds heart
 * rate: status, a code, the rate of the last beats, and (in four bytes) the rate as the strap shows it.
 */
export interface PolarHeartRate {
  /** As the strap's own display shows it; 0 while it finds none. */
  readonly bpm: number;
  readonly onSkin: boolean;
  /** Counts new values, 0–7, rolling over: the same count again is the same value again. */
  readonly count: number;
  /** Older straps send three bytes and may leave the count where it is. */
  readonly isShort: boolean;
}

export const POLAR_COMPANY = 0x006b;
const OTHER_RECORD = 0x40;
const SHORT_RECORD_BYTES = 3;
const RECORD_BYTES = 4;

/**
 * @param data manufacturer data, company included
 * @returns null when it is another maker's or holds no heart rate
 */
export function decodePolarHeartRate(data: Uint8Array): PolarHeartRate | null {
  if (data.length < 2 || (data[0]! | (data[1]! << 8)) !== POLAR_COMPANY) return null;
  let at = 2;
  while (at < data.length) {
    if ((data[at]! & OTHER_RECORD) === 0) return readRecord(data.subarray(at));
    const length = data[at + 1];
    if (length === undefined) return null;
    at += 2 + length;
  }
  return null;
}

function readRecord(record: Uint8Array): PolarHeartRate | null {
  if (record.length < SHORT_RECORD_BYTES) return null;
  const status = record[0]!;
  const isShort = record.length < RECORD_BYTES;
  return {
    bpm: record[isShort ? 2 : 3]!,
    onSkin: (status & 0x02) !== 0,
    count: (status & 0x1c) >> 2,
    isShort,
  };
}

/** A Polar id of seven digits lacks its check digit: thrice every second one, plus the others, modulo 16. */
function withCheckDigit(sevenDigits: string): string {
  const sum = [...sevenDigits].reduce(
    (total, digit, index) => total + Number.parseInt(digit, 16) * (index % 2 === 0 ? 3 : 1),
    0,
  );
  return sevenDigits + (sum % 16).toString(16).toUpperCase();
}

/** The id that is printed on a Polar device and ends its name, such as `E7BAC71A` in `Polar H10 E7BAC71A`. */
export function polarId(name: string): string | null {
  const id = /^Polar .+ ([0-9A-Fa-f]{7,8})$/.exec(name.trim())?.[1]?.toUpperCase() ?? null;
  return id?.length === 7 ? withCheckDigit(id) : id;
}
