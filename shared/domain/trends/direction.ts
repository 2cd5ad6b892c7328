import type { TheilSenLine } from './theil-sen.ts';

export type Direction = 'up' | 'down' | 'flat' | 'unclear';

/** Fewer days with a value, or fewer calendar days from the first to the last, say nothing about a direction. */
export const LEAST_VALUES = 5;
export const LEAST_DAYS = 10;

/** What a direction is judged by. */
export interface DirectionEvidence {
  readonly line: TheilSenLine | null;
  /** Days with a value, or weeks with a total. */
  readonly values: number;
  /** Calendar days from the first to the last, both counted. */
  readonly days: number;
  /** Smallest change over those days that means something, in the metric's unit. */
  readonly meaningfulChange: number;
}

/** How far the ends of the interval may reach before a small change is not known to be small, in meaningful changes. */
const FLAT_REACH = 3;

/**
 * Says where a metric is going, or that nobody can tell yet. Up and down need an interval on one
 * side of zero; flat needs a change too small to mean anything, known well enough.
 * @param evidence.line slopes per day
 */
export function judgeDirection(evidence: DirectionEvidence): Direction {
  const { line, values, days, meaningfulChange } = evidence;
  if (line === null || values < LEAST_VALUES || days < LEAST_DAYS) return 'unclear';
  const change = Math.abs(line.slope) * days;
  const reach = Math.max(Math.abs(line.slopeLow), Math.abs(line.slopeHigh)) * days;
  if (line.slopeLow > 0 && !line.intervalIsClipped) return 'up';
  if (line.slopeHigh < 0 && !line.intervalIsClipped) return 'down';
  return change < meaningfulChange && reach < FLAT_REACH * meaningfulChange ? 'flat' : 'unclear';
}
