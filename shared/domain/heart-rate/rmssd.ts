import { median } from '../statistics/order.ts';

/** Kept with every stored RMSSD. @public */
export const RMSSD_FORMULA = 'rmssd@1';

/** Heart-rate variability of a stretch of beats, with how much of it could be used. */
export interface Rmssd {
  /** Milliseconds, unrounded. */
  readonly rmssdMs: number;
  /** Successive differences it rests on. */
  readonly differences: number;
  /** Share of the beats that were taken out as artefacts, 0 to 1. */
  readonly artefactShare: number;
}

/** Beats outside are missed or doubled ones: 25 to 240 a minute. Milliseconds. */
const POSSIBLE_MS = { min: 250, max: 2_400 };
/** A beat this far from its neighbours' median is ectopic or misread; a healthy heart stays within (Malik et al. 1989). */
const LARGEST_JUMP = 0.2;
/** Neighbours on either side that a beat is compared with. */
const NEIGHBOURS = 5;
/** Differences needed, half a minute of beats (Munoz et al. 2015), and the artefacts above which nothing is said. */
const LEAST_DIFFERENCES = 30;
const MOST_ARTEFACTS = 0.1;

/**
 * Root mean square of successive differences between beats: Task Force of the ESC and NASPE 1996,
 * Circulation 93:1043-1065. Artefacts are taken out, not filled in, and no difference is formed
 * across them, since a made-up beat would lower the result.
 * @param intervalsMs times between beats, in order; 0 or NaN where a beat was lost
 * @returns null with fewer than thirty usable differences, or more than a tenth of artefacts
 */
export function rmssd(intervalsMs: readonly number[]): Rmssd | null {
  const isBeat = intervalsMs.map((_, i) => isTrueBeat(intervalsMs, i));
  let squares = 0;
  let differences = 0;
  for (let i = 1; i < intervalsMs.length; i += 1) {
    if (isBeat[i] !== true || isBeat[i - 1] !== true) continue;
    squares += (intervalsMs[i]! - intervalsMs[i - 1]!) ** 2;
    differences += 1;
  }
  const artefactShare = isBeat.filter((good) => !good).length / Math.max(1, intervalsMs.length);
  if (differences < LEAST_DIFFERENCES || artefactShare > MOST_ARTEFACTS) return null;
  return { rmssdMs: Math.sqrt(squares / differences), differences, artefactShare };
}

function isTrueBeat(intervalsMs: readonly number[], at: number): boolean {
  const interval = intervalsMs[at] ?? Number.NaN;
  if (!isPossible(interval)) return false;
  // The beat itself among eleven moves the median by nothing that matters.
  const around = intervalsMs.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).filter(isPossible);
  const usual = median(around);
  return usual === null || Math.abs(interval - usual) <= LARGEST_JUMP * usual;
}

function isPossible(intervalMs: number): boolean {
  return intervalMs >= POSSIBLE_MS.min && intervalMs <= POSSIBLE_MS.max;
}
