import type { Sex } from '../members/member.ts';
import { reserveShare } from './heart-rate-zones.ts';

const SECONDS_PER_MINUTE = 60;

/** Points a minute in zones 1 to 5 (http://fitfactoryfitness.com/myzone); below zone 1 there are none. */
const POINTS_PER_MINUTE = [1, 2, 3, 4, 4] as const;
/** Edwards 1993, The Heart Rate Monitor Book: minutes weighted 1 to 5 by tenth of maximum. */
const EDWARDS_WEIGHTS = [1, 2, 3, 4, 5] as const;

export const EFFORT_POINTS_FORMULA = 'effort-points@1';
export const EDWARDS_LOAD_FORMULA = 'edwards-load@1';
export const BANISTER_LOAD_FORMULA = 'banister-load@1';

type FiveZones = readonly [number, number, number, number, number];

/** Effort points of a session, unrounded: seconds are added up per zone and turned into points once. */
export function effortPoints(secondsPerZone: FiveZones): number {
  return weightedMinutes(secondsPerZone, POINTS_PER_MINUTE);
}

/** Training load by Edwards' five zones. Crossing a bound by one beat changes the weight; that is the method. */
export function edwardsLoad(secondsPerZone: FiveZones): number {
  return weightedMinutes(secondsPerZone, EDWARDS_WEIGHTS);
}

function weightedMinutes(secondsPerZone: FiveZones, weights: FiveZones): number {
  return (
    secondsPerZone.reduce((total, seconds, zone) => total + seconds * (weights[zone] ?? 0), 0) /
    SECONDS_PER_MINUTE
  );
}

/**
 * Banister's impulse, Morton, Fitz-Clarke & Banister 1990, J Appl Physiol 69:1171-1177. Sources
 * disagree on women's factor b; 0.86 is the one of the 1990 form.
 */
const BANISTER = { male: { b: 0.64, c: 1.92 }, female: { b: 0.86, c: 1.67 } } as const;

/**
 * Banister load of one minute at a share of heart-rate reserve.
 * @param share 0 at rest to 1 at maximum
 */
export function banisterLoadPerMinute(share: number, sex: Sex): number {
  const { b, c } = BANISTER[sex];
  return share * b * Math.exp(c * share);
}

/**
 * Banister load of a trace, summed second by second: the weight is convex, so the session's mean
 * heart rate would undercount intervals.
 * @param bpm one value a second; 0 is silence and counts nowhere
 * @returns null when rest and maximum leave no reserve
 */
export function banisterLoad(
  bpm: Uint8Array,
  body: { readonly restingBpm: number; readonly maximumBpm: number; readonly sex: Sex },
): number | null {
  if (!(body.maximumBpm > body.restingBpm)) return null;
  let load = 0;
  for (const value of bpm) {
    if (value === 0) continue;
    const share = reserveShare(value, body.restingBpm, body.maximumBpm) ?? 0;
    load += banisterLoadPerMinute(share, body.sex) / SECONDS_PER_MINUTE;
  }
  return load;
}
