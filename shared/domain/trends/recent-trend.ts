import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { trendReadings } from '../metrics/trend-readings.ts';
import { analyseTrend } from './analyse-trend.ts';
import type { TrendAnalysis } from './analyse-trend.ts';
import { LEAST_DAYS, LEAST_READINGS } from './direction.ts';

/** A trend of today is read from the last four weeks, or from the last quarter when those hold too little. */
const WINDOWS_DAYS = [28, 91] as const;

/**
 * Where a metric is going these weeks: what tiles, goals and insights all speak from, so that they agree.
 * @param readings of one metric, usable, oldest first
 * @returns null when neither window holds five values over ten calendar days
 */
export function recentTrend(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  nowMs: number,
  days: LocalDays,
): TrendAnalysis | null {
  const values = trendReadings(metric, readings, nowMs, days);
  for (const window of WINDOWS_DAYS) {
    const from = nowMs - window * DAY_MS;
    const recent = values.filter(({ recordedAtMs }) => recordedAtMs >= from);
    if (recent.length < LEAST_READINGS) continue;
    const trend = analyseTrend(metric, recent, days);
    if (trend.calendarDays >= LEAST_DAYS) return trend;
  }
  return null;
}
