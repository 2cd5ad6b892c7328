/**
 * Lower bounds of zones 1 to 5 as a share of maximum heart rate; each zone ends where the next begins. Five tenths from
 * 50 %: the common scheme on gym floors (Myzone: 50-59, 60-69, 70-79, 80-89, 90-100 % of maximum).
 */
const LOWER_BOUNDS = [0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** 0 is below the first zone; 1 is the easiest and 5 the hardest. */
export type Zone = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * Zone of a heart rate. Bounds are half open on the unrounded ratio: exactly 60 % is zone 2, and
 * anything from the last bound up, above the assumed maximum too, stays zone 5.
 */
export function zoneOf(bpm: number, maximumBpm: number): Zone {
  const ratio = bpm / maximumBpm;
  let zone: Zone = 0;
  for (const bound of LOWER_BOUNDS) {
    if (!(ratio >= bound)) break;
    zone = (zone + 1) as Zone;
  }
  return zone;
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
export function secondsInZones(bpm: Uint8Array, maximumBpm: number): ZoneSeconds {
  const seconds: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  for (const value of bpm) if (value > 0) seconds[zoneOf(value, maximumBpm)] += 1;
  const [secondsBelow, ...secondsPerZone] = seconds;
  return { secondsPerZone, secondsBelow };
}

/**
 * How far between rest and maximum a heart rate lies; 0 at or below rest, 1 at or above maximum.
 * @returns null when the two bounds leave no reserve
 */
export function reserveShare(bpm: number, restingBpm: number, maximumBpm: number): number | null {
  if (!(maximumBpm > restingBpm)) return null;
  return Math.min(1, Math.max(0, (bpm - restingBpm) / (maximumBpm - restingBpm)));
}
