/** A way to cut the range of heart rates into named zones. */
export interface ZoneScheme {
  readonly id: string;
  readonly source: string;
  /** Lower bound of zones 1 to 5 as a share of maximum heart rate; each zone ends where the next begins. */
  readonly lowerBounds: readonly [number, number, number, number, number];
}

/** Five tenths from 50 % of maximum: the common scheme on gym floors, and this product's own. */
export const PERCENT_OF_MAXIMUM_ZONES: ZoneScheme = {
  id: 'zones-percent-of-maximum@1',
  source: 'Myzone: 50-59, 60-69, 70-79, 80-89, 90-100 % of maximum',
  lowerBounds: [0.5, 0.6, 0.7, 0.8, 0.9],
};

/** The uneven zones of interval studios, in which 84 % of maximum marks the hard part. */
export const INTERVAL_STUDIO_ZONES: ZoneScheme = {
  id: 'zones-interval-studio@1',
  source: 'Orangetheory: up to 60, 61-70, 71-83, 84-91, 92-100 % of maximum',
  lowerBounds: [0.5, 0.61, 0.71, 0.84, 0.92],
};

/** 0 is below the first zone; 1 is the easiest and 5 the hardest. */
export type Zone = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * Zone of a heart rate. Bounds are half open on the unrounded ratio: exactly 60 % is zone 2, and
 * anything from the last bound up, above the assumed maximum too, stays zone 5.
 */
export function zoneOf(bpm: number, maximumBpm: number, scheme: ZoneScheme = PERCENT_OF_MAXIMUM_ZONES): Zone {
  const ratio = bpm / maximumBpm;
  let zone: Zone = 0;
  for (const bound of scheme.lowerBounds) {
    if (!(ratio >= bound)) break;
    zone = (zone + 1) as Zone;
  }
  return zone;
}

/** Lower bounds of zones 1 to 5 in beats per minute, unrounded. */
export function zoneLowerBoundsBpm(
  maximumBpm: number,
  scheme: ZoneScheme = PERCENT_OF_MAXIMUM_ZONES,
): readonly number[] {
  return scheme.lowerBounds.map((bound) => bound * maximumBpm);
}

/** Seconds in zones 1 to 5, and below zone 1. */
export interface ZoneSeconds {
  readonly secondsPerZone: readonly [number, number, number, number, number];
  readonly secondsBelow: number;
}

/**
 * Counts the seconds of a trace in each zone.
 * @param bpm one value a second; 0 is silence and counts nowhere
 */
export function secondsInZones(
  bpm: Uint8Array,
  maximumBpm: number,
  scheme: ZoneScheme = PERCENT_OF_MAXIMUM_ZONES,
): ZoneSeconds {
  const seconds: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  for (const value of bpm) if (value > 0) seconds[zoneOf(value, maximumBpm, scheme)] += 1;
  const [secondsBelow, ...secondsPerZone] = seconds;
  return { secondsPerZone, secondsBelow };
}

/**
 * Heart rate at a share of the reserve between rest and maximum.
 * Karvonen, Kentala & Mustala 1957, Ann Med Exp Biol Fenn 35:307-315.
 * @param share 0 (rest) to 1 (maximum)
 * @returns beats per minute, unrounded
 */
export function reserveTargetBpm(share: number, restingBpm: number, maximumBpm: number): number {
  return restingBpm + share * (maximumBpm - restingBpm);
}

/**
 * How far between rest and maximum a heart rate lies; 0 at or below rest, 1 at or above maximum.
 * @returns null when the two bounds leave no reserve
 */
export function reserveShare(bpm: number, restingBpm: number, maximumBpm: number): number | null {
  if (!(maximumBpm > restingBpm)) return null;
  return Math.min(1, Math.max(0, (bpm - restingBpm) / (maximumBpm - restingBpm)));
}
