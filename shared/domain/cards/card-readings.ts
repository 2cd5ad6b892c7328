import { canonicalCardCode, numberOfCode, numberOfJoinedPair } from './card-code.ts';

/**
 * What the digits and letters of a card can mean, each way of reading them apart. A text that fits two
 * forms has both readings: which of them is meant shows when the cards that are enrolled are looked at.
 *
 *   said   decimal digits that are the number itself
 *   pair   facility and card without the comma between them
 *   wide   five bytes in decimal, where they are more than a number of four
 *   hex    the bytes in hex: three to five, or five and a check value that fits
 */
export interface CardReading {
  readonly form: 'said' | 'pair' | 'wide' | 'hex';
  /** The 32-bit number of a tag. */
  readonly number: number;
  /** The byte in front of it; null where the form leaves it out. */
  readonly version: number | null;
}

export const LAST_TAG_NUMBER = 0xffff_ffff;
export const ALL_TAG_NUMBERS = LAST_TAG_NUMBER + 1;
export const LAST_VERSION = 0xff;
/** Five bytes in decimal: ten digits to thirteen. */
const WIDE_DECIMAL = /^\d{10,13}$/;
/** A reader that leaves bytes out types three or four. */
const HEX_WITH_LETTER = /^(?=\d*[a-f])(?:[0-9a-f]{6}|[0-9a-f]{8}|[0-9a-f]{10})$/i;
const CHECKED_HEX_WITH_LETTER = /^(?=\d*[a-f])[0-9a-f]{12}$/i;
/**
 * Fewest digits, zeros in front aside, that are taken for hex as well. Those of one width are then never
 * the number of another text of that width: 16^5 is more than six decimal digits, 16^3 is within four.
 */
const FEWEST_HEX_DIGITS = 6;
const NUMBER_HEX_DIGITS = 8;
const TAG_HEX_DIGITS = 10;
const CHECKED_HEX_DIGITS = 12;

/** Digits that are a facility and a card as well as a number. */
export function isTwoNumbers(code: string): boolean {
  return code.length <= 8 && /^\d+$/.test(code);
}

/** Whether the last of six bytes in hex is the XOR of those before it. */
function checkFits(hex: string): boolean {
  return (hex.match(/../g) ?? []).reduce((sum, byte) => sum ^ Number.parseInt(byte, 16), 0) === 0;
}

/** @param hex six, eight or ten digits */
function hexReading(hex: string): CardReading {
  return {
    form: 'hex',
    number: Number.parseInt(hex.slice(-NUMBER_HEX_DIGITS), 16),
    version: hex.length === TAG_HEX_DIGITS ? Number.parseInt(hex.slice(0, 2), 16) : null,
  };
}

/** Hex with no letter in it, which has lost its zeros in front where a canonical code has. */
function digitsAsHex(code: string): CardReading[] {
  const digits = code.replace(/^0+/, '');
  const readings: CardReading[] = [];
  if (digits.length >= FEWEST_HEX_DIGITS && digits.length <= NUMBER_HEX_DIGITS)
    readings.push(hexReading(digits.padStart(NUMBER_HEX_DIGITS, '0')));
  else if (digits.length > NUMBER_HEX_DIGITS && digits.length <= TAG_HEX_DIGITS)
    readings.push(hexReading(digits.padStart(TAG_HEX_DIGITS, '0')));
  const checked = digits.padStart(CHECKED_HEX_DIGITS, '0');
  if (digits.length >= FEWEST_HEX_DIGITS + 2 && digits.length <= CHECKED_HEX_DIGITS && checkFits(checked))
    readings.push(hexReading(checked.slice(0, TAG_HEX_DIGITS)));
  return readings;
}

function decimalReadings(code: string): CardReading[] {
  const readings: CardReading[] = [];
  const said = isTwoNumbers(code) ? Number(code) : numberOfCode(code);
  if (said !== null) readings.push({ form: 'said', number: said, version: null });
  const pair = isTwoNumbers(code) ? numberOfJoinedPair(code) : null;
  if (pair !== null) readings.push({ form: 'pair', number: pair, version: null });
  const version = Math.floor(Number(code) / ALL_TAG_NUMBERS);
  if (WIDE_DECIMAL.test(code) && version > 0 && version <= LAST_VERSION)
    readings.push({ form: 'wide', number: Number(code) % ALL_TAG_NUMBERS, version });
  return readings;
}

/** Every number that a text can mean, the likeliest first; none for a barcode of another shape. */
export function readCard(text: string): CardReading[] {
  const code = canonicalCardCode(text);
  if (/^\d+$/.test(code)) return [...decimalReadings(code), ...digitsAsHex(code)];
  if (HEX_WITH_LETTER.test(code)) return [hexReading(code)];
  if (CHECKED_HEX_WITH_LETTER.test(code) && checkFits(code))
    return [hexReading(code.slice(0, TAG_HEX_DIGITS))];
  return [];
}

/** Whether digits mean several numbers with the same right: a pair or a number, or twelve that check as a tag's. */
export function meansSeveral(text: string): boolean {
  return isTwoNumbers(canonicalCardCode(text)) || (/^\d{12}$/.test(text) && checkFits(text));
}

/** Whether two readings are the same bytes of a tag, as far as both tell. */
export function isSameTag(one: CardReading, other: CardReading): boolean {
  if (one.number !== other.number) return false;
  // Letters in front of the same last digits are another barcode.
  if (one.form === 'hex' && other.form === 'hex') return (one.version ?? 0) === (other.version ?? 0);
  return one.version === null || other.version === null || one.version === other.version;
}
