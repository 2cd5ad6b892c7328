import type { LocalDays } from '../../base/local-days.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { trendReadings } from '../metrics/trend-readings.ts';
import { analyseTrend } from './analyse-trend.ts';
import type { TrendAnalysis } from './analyse-trend.ts';
import { LEAST_DAYS, LEAST_VALUES } from './direction.ts';

/** A trend of today is read from the last four weeks, or from the last quarter when those hold too little. */
const WINDOWS_DAYS = [28, 91] as const;

/**
 * Where a metric is going these weeks: what tiles, goals and insights all speak from, so that they agree.
 * @param readings of one metric, usable, oldest first
 * @returns null when neither window holds five days with a value over ten calendar days
 */
export function recentTrend(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  nowMs: number,
  days: LocalDays,
): TrendAnalysis | null {
  const values = trendReadings(metric, readings, nowMs, days);
  const today = days.dayOf(nowMs);
  for (const window of WINDOWS_DAYS) {
    // Whole days: at noon and at the end of a day the same days speak.
    const fromMs = days.startOfDayMs(today - window);
    const recent = values.filter(({ recordedAtMs }) => recordedAtMs >= fromMs);
    if (recent.length < LEAST_VALUES) continue;
    const trend = analyseTrend(metric, recent, days);
    if (trend.evidence.length >= LEAST_VALUES && trend.calendarDays >= LEAST_DAYS) return trend;
  }
  return null;
}
