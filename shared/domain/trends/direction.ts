import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TheilSenLine } from './theil-sen.ts';

export type Direction = 'up' | 'down' | 'flat' | 'unclear';

/** Fewer days with a value, or fewer calendar days from the first to the last, say nothing about a direction. */
export const LEAST_VALUES = 5;
export const LEAST_DAYS = 10;

/** Why nobody can tell a direction, and what is missing where something is. */
export type UnclearReason =
  /** The metric is one that no line means anything for. */
  | { readonly code: 'no_line' }
  | { readonly code: 'few_days'; readonly have: number; readonly need: number }
  | { readonly code: 'few_weeks'; readonly have: number; readonly need: number }
  /** Days enough, but too close together. */
  | { readonly code: 'short_span'; readonly have: number; readonly need: number }
  /** Values differ from each other more than they have changed. */
  | { readonly code: 'within_spread' };

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

/**
 * Why a direction is unclear, in what a member could do about it: come more often, or wait.
 * @param trendOf what the metric's values are
 * @returns null when it is clear
 */
export function whyUnclear(
  evidence: DirectionEvidence,
  trendOf: MetricDefinition['trendOf'],
): UnclearReason | null {
  if (judgeDirection(evidence) !== 'unclear') return null;
  const { values, days } = evidence;
  if (trendOf === 'nothing') return { code: 'no_line' };
  if (values < LEAST_VALUES) {
    const code = trendOf === 'weekly_total' ? 'few_weeks' : 'few_days';
    return { code, have: values, need: LEAST_VALUES };
  }
  if (days < LEAST_DAYS) return { code: 'short_span', have: days, need: LEAST_DAYS };
  return { code: 'within_spread' };
}
