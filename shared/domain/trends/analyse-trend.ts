import type { LocalDays } from '../../base/local-days.ts';
import { dailyValues } from '../metrics/daily-values.ts';
import type { PeriodValue } from '../metrics/daily-values.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import type { Direction, UnclearReason } from './direction.ts';
import { judgeDirection, whyUnclear } from './direction.ts';
import { smoothDaily } from './ewma.ts';
import { leastSquares } from './least-squares.ts';
import type { LeastSquaresLine } from './least-squares.ts';
import { theilSen } from './theil-sen.ts';
import type { Point, TheilSenLine } from './theil-sen.ts';

/** Confidence of the slope's interval. */
export const TREND_CONFIDENCE = 0.95;

/**
 * What a run of readings says. A day is one piece of evidence, however often something was read on it:
 * somebody who steps on the scale five times knows one weight, not five.
 */
export interface TrendAnalysis {
  /** What speaks: a value a day, oldest first; of counted events a total a week. */
  readonly evidence: readonly PeriodValue[];
  /** The same as a line meets it; `x` in calendar days since the first. */
  readonly points: readonly Point[];
  readonly line: TheilSenLine | null;
  readonly leastSquares: LeastSquaresLine | null;
  readonly direction: Direction;
  /** Why the direction is unclear; null when it is not. */
  readonly reason: UnclearReason | null;
  /** Calendar days from the first reading to the last, both counted; 0 without readings. */
  readonly calendarDays: number;
  readonly smoothed: readonly { readonly recordedAtMs: number; readonly value: number }[];
}

/**
 * Reads direction, slope and smooth line from readings of one metric.
 * @param readings what the metric's trend is drawn through, oldest first
 */
export function analyseTrend(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  days: LocalDays,
): TrendAnalysis {
  const evidence = dailyValues(metric, readings, days);
  const firstDay = evidence[0]?.day ?? 0;
  const points = evidence.map(({ day, value }) => ({ x: day - firstDay, y: value }));
  const line = theilSen(points, TREND_CONFIDENCE);
  const calendarDays = evidence.length === 0 ? 0 : (points.at(-1)?.x ?? 0) + 1;
  const judged = {
    line,
    values: evidence.length,
    days: calendarDays,
    meaningfulChange: metric.meaningfulChange,
  };
  return {
    evidence,
    points,
    line,
    leastSquares: leastSquares(points),
    direction: judgeDirection(judged),
    reason: whyUnclear(judged, metric.trendOf),
    calendarDays,
    smoothed: smoothDaily(evidence).map(({ value }, i) => ({
      recordedAtMs: evidence[i]?.recordedAtMs ?? 0,
      value,
    })),
  };
}
