import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { dailyValues } from '../metrics/daily-values.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import type { Direction } from './direction.ts';
import { judgeDirection } from './direction.ts';
import { smoothDaily } from './ewma.ts';
import { leastSquares } from './least-squares.ts';
import type { LeastSquaresLine } from './least-squares.ts';
import { theilSen } from './theil-sen.ts';
import type { Point, TheilSenLine } from './theil-sen.ts';

/** Confidence of the slope's interval. */
export const TREND_CONFIDENCE = 0.95;

/** What a run of readings says. Times in `x` are days since the first reading. */
export interface TrendAnalysis {
  readonly readings: readonly TimedValue[];
  readonly points: readonly Point[];
  /** Days are 24 hours here: slopes are physical, not calendar. */
  readonly line: TheilSenLine | null;
  readonly leastSquares: LeastSquaresLine | null;
  readonly direction: Direction;
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
  const startMs = readings[0]?.recordedAtMs ?? 0;
  const points = readings.map((reading) => ({
    x: (reading.recordedAtMs - startMs) / DAY_MS,
    y: reading.value,
  }));
  const line = theilSen(points, TREND_CONFIDENCE);
  const daily = dailyValues(metric, readings, days);
  const firstDay = daily[0]?.day ?? 0;
  const lastDay = daily.at(-1)?.day ?? firstDay - 1;
  const calendarDays = lastDay - firstDay + 1;
  return {
    readings,
    points,
    line,
    leastSquares: leastSquares(points),
    direction: judgeDirection({
      line,
      readings: readings.length,
      days: calendarDays,
      meaningfulChange: metric.meaningfulChange,
    }),
    calendarDays,
    smoothed: smoothDaily(daily).map(({ value }, i) => ({
      recordedAtMs: daily[i]?.recordedAtMs ?? 0,
      value,
    })),
  };
}
