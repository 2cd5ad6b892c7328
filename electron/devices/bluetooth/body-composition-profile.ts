import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { DATE_TIME_BYTES, decodeDateTime, decodeHeight, decodeMass } from './weight-scale-profile.ts';

/**
 * Body Composition Measurement (0x2A9C) as the Body Composition Service 1.0 and the GATT Specification
 * Supplement lay it out: flags of two bytes, body fat, then whatever is flagged, in this order.
 */
export interface BodyComposition {
  /** Null in the second of two packets, where it need not be said again. */
  readonly bodyFatPercent: number | null;
  readonly atS: number | null;
  readonly user: number | null;
  readonly basalMetabolismKj: number | null;
  readonly musclePercent: number | null;
  readonly muscleKg: number | null;
  readonly fatFreeKg: number | null;
  readonly softLeanKg: number | null;
  readonly waterKg: number | null;
  readonly impedanceOhm: number | null;
  readonly weight: { readonly kg: number; readonly value: string; readonly unit: 'kg' | 'lb' } | null;
  readonly heightM: number | null;
  /** The measurement is told in two packets; this is one of them. */
  readonly isPart: boolean;
}

const FLAG = {
  imperial: 1 << 0,
  time: 1 << 1,
  user: 1 << 2,
  basalMetabolism: 1 << 3,
  musclePercent: 1 << 4,
  muscleMass: 1 << 5,
  fatFreeMass: 1 << 6,
  softLeanMass: 1 << 7,
  bodyWaterMass: 1 << 8,
  impedance: 1 << 9,
  weight: 1 << 10,
  height: 1 << 11,
  multiplePacket: 1 << 12,
} as const;
const UNSUCCESSFUL = 0xffff;
const UNKNOWN_USER = 0xff;
/** Flags and body fat. */
const SHORTEST = 4;

/** @returns the reason when the value is no measurement */
export function decodeBodyComposition(value: Uint8Array): BodyComposition | DiscardReason {
  if (value.length < SHORTEST) return 'framing';
  const u16 = (index: number): number => value[index]! | (value[index + 1]! << 8);
  const flags = u16(0);
  const isImperial = (flags & FLAG.imperial) !== 0;
  const isPart = (flags & FLAG.multiplePacket) !== 0;
  let at = SHORTEST;
  const skip = (flag: number, bytes: number): number | null => {
    if ((flags & flag) === 0) return null;
    at += bytes;
    return at - bytes;
  };
  const timeAt = skip(FLAG.time, DATE_TIME_BYTES);
  const userAt = skip(FLAG.user, 1);
  const numberAt = (flag: number): number | null => skip(flag, 2);
  const places = {
    basal: numberAt(FLAG.basalMetabolism),
    musclePercent: numberAt(FLAG.musclePercent),
    muscle: numberAt(FLAG.muscleMass),
    fatFree: numberAt(FLAG.fatFreeMass),
    softLean: numberAt(FLAG.softLeanMass),
    water: numberAt(FLAG.bodyWaterMass),
    impedance: numberAt(FLAG.impedance),
    weight: numberAt(FLAG.weight),
    height: numberAt(FLAG.height),
  };
  if (value.length < at) return 'framing';
  if (u16(2) === UNSUCCESSFUL && !isPart) return 'fault';
  const raw = (place: number | null): number | null => (place === null ? null : u16(place));
  const tenths = (place: number | null): number | null => (place === null ? null : u16(place) / 10);
  const kg = (place: number | null): number | null =>
    place === null ? null : decodeMass(u16(place), isImperial).kg;
  const user = userAt === null ? UNKNOWN_USER : value[userAt]!;
  return {
    bodyFatPercent: u16(2) === UNSUCCESSFUL ? null : u16(2) / 10,
    atS: timeAt === null ? null : decodeDateTime(value, timeAt),
    user: user === UNKNOWN_USER ? null : user,
    basalMetabolismKj: raw(places.basal),
    musclePercent: tenths(places.musclePercent),
    muscleKg: kg(places.muscle),
    fatFreeKg: kg(places.fatFree),
    softLeanKg: kg(places.softLean),
    waterKg: kg(places.water),
    impedanceOhm: tenths(places.impedance),
    weight: places.weight === null ? null : decodeMass(u16(places.weight), isImperial),
    heightM: places.height === null ? null : decodeHeight(u16(places.height), isImperial),
    isPart,
  };
}

/** Two packets of one measurement as one: what the first does not say is taken from the second. */
export function joinPackets(first: BodyComposition, second: BodyComposition): BodyComposition {
  const told = Object.fromEntries(Object.entries(first).filter(([, each]) => each !== null));
  return { ...second, ...told, isPart: false };
}
