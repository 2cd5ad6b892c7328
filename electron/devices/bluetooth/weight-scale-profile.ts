import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { toKilograms } from '../scale/weight-units.ts';

/**
 * Weight Measurement (0x2A9D) as the Weight Scale Service 1.0 and the GATT Specification Supplement
 * lay it out: flags, weight in 0.005 kg or 0.01 lb, then time, user, BMI and height where flagged.
 */
export interface WeightMeasurement {
  readonly kg: number;
  /** The digits as the scale resolves them, and their unit. */
  readonly value: string;
  readonly unit: 'kg' | 'lb';
  /** The scale's own clock, seconds on a line without time zones; null where it says none. */
  readonly atS: number | null;
  /** Which of the scale's users it takes the person for; null when it does not say or does not know. */
  readonly user: number | null;
  /** As the scale worked it out, kg/m². */
  readonly bodyMassIndex: number | null;
  /** Metres. */
  readonly heightM: number | null;
}

const IMPERIAL = 0x01;
const TIME_PRESENT = 0x02;
const USER_PRESENT = 0x04;
const BMI_AND_HEIGHT_PRESENT = 0x08;
const UNSUCCESSFUL = 0xffff;
const UNKNOWN_USER = 0xff;
export const DATE_TIME_BYTES = 7;
const METRES_PER_INCH = 0.0254;

/** A mass as both services send it: 0.005 kg or 0.01 lb a step, kept as decimal digits. */
export function decodeMass(
  raw: number,
  isImperial: boolean,
): { readonly kg: number; readonly value: string; readonly unit: 'kg' | 'lb' } {
  const unit = isImperial ? 'lb' : 'kg';
  const value = isImperial ? (raw / 100).toFixed(2) : ((raw * 5) / 1_000).toFixed(3);
  return { kg: toKilograms({ negative: false, digits: value }, unit), value, unit };
}

/**
 * Date Time (0x2A08). Year, month or day 0 mean "not known", and so do values no calendar has.
 * @returns seconds since 1970 of that wall clock, or null
 */
export function decodeDateTime(value: Uint8Array, at: number): number | null {
  const year = value[at]! | (value[at + 1]! << 8);
  const [month, day, hour, minute, second] = value.subarray(at + 2, at + DATE_TIME_BYTES);
  if (year < 1_582 || year > 9_999 || month! < 1 || month! > 12 || day! < 1 || day! > 31) return null;
  if (hour! > 23 || minute! > 59 || second! > 59) return null;
  return Date.UTC(year, month! - 1, day, hour, minute, second) / 1_000;
}

/** Height in 0.001 m or 0.1 in. */
export function decodeHeight(raw: number, isImperial: boolean): number {
  return isImperial ? (raw / 10) * METRES_PER_INCH : raw / 1_000;
}

/** @returns the reason when the value is no weight */
export function decodeWeightMeasurement(value: Uint8Array): WeightMeasurement | DiscardReason {
  const flags = value[0];
  if (flags === undefined || value.length < 3) return 'framing';
  const isImperial = (flags & IMPERIAL) !== 0;
  let at = 3;
  const field = (present: number, bytes: number): number | null => {
    if ((flags & present) === 0) return null;
    at += bytes;
    return at - bytes;
  };
  const timeAt = field(TIME_PRESENT, DATE_TIME_BYTES);
  const userAt = field(USER_PRESENT, 1);
  const bmiAt = field(BMI_AND_HEIGHT_PRESENT, 4);
  if (value.length < at) return 'framing';
  const u16 = (index: number): number => value[index]! | (value[index + 1]! << 8);
  if (u16(1) === UNSUCCESSFUL) return 'fault';
  const user = userAt === null ? UNKNOWN_USER : value[userAt]!;
  return {
    ...decodeMass(u16(1), isImperial),
    atS: timeAt === null ? null : decodeDateTime(value, timeAt),
    user: user === UNKNOWN_USER ? null : user,
    bodyMassIndex: bmiAt === null ? null : u16(bmiAt) / 10,
    heightM: bmiAt === null ? null : decodeHeight(u16(bmiAt + 2), isImperial),
  };
}
