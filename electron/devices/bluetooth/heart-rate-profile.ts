/**
 * Heart Rate Measurement (0x2A37) as the Heart Rate Service 1.0 and the GATT Specification Supplement
 * lay it out: flags, rate in one or two bytes, energy where flagged, then intervals between beats in
 * 1/1024 s, as many as fit.
 */
export interface HeartRateMeasurement {
  /** 0–65535; whether a person can have it is asked elsewhere. */
  readonly bpm: number;
  /** Straps that cannot tell say `unknown`. */
  readonly contact: 'on_skin' | 'off_skin' | 'unknown';
  /** Kilojoules since the strap's counter was reset. */
  readonly energyKj: number | null;
  /** Times between beats, oldest first, milliseconds. */
  readonly intervalsMs: readonly number[];
}

const RATE_IN_TWO_BYTES = 0x01;
const CONTACT_FOUND = 0x02;
const CONTACT_SUPPORTED = 0x04;
const ENERGY_PRESENT = 0x08;
const INTERVALS_PRESENT = 0x10;
const INTERVAL_TICKS_PER_SECOND = 1_024;

/**
 * @param value as notified
 * @returns null when the value ends before what its flags announce; bytes beyond that are left alone,
 *   because the flags that are still reserved may once announce them
 */
export function decodeHeartRateMeasurement(value: Uint8Array): HeartRateMeasurement | null {
  const flags = value[0];
  if (flags === undefined) return null;
  const rateBytes = (flags & RATE_IN_TWO_BYTES) === 0 ? 1 : 2;
  const energyBytes = (flags & ENERGY_PRESENT) === 0 ? 0 : 2;
  const intervalsAt = 1 + rateBytes + energyBytes;
  if (value.length < intervalsAt) return null;
  const u16 = (at: number): number => value[at]! | (value[at + 1]! << 8);
  const intervalsMs: number[] = [];
  if ((flags & INTERVALS_PRESENT) !== 0) {
    for (let at = intervalsAt; at + 2 <= value.length; at += 2)
      intervalsMs.push((u16(at) * 1_000) / INTERVAL_TICKS_PER_SECOND);
  }
  return {
    bpm: rateBytes === 1 ? value[1]! : u16(1),
    contact: contactOf(flags),
    energyKj: energyBytes === 0 ? null : u16(1 + rateBytes),
    intervalsMs,
  };
}

function contactOf(flags: number): HeartRateMeasurement['contact'] {
  if ((flags & CONTACT_SUPPORTED) === 0) return 'unknown';
  return (flags & CONTACT_FOUND) === 0 ? 'off_skin' : 'on_skin';
}
