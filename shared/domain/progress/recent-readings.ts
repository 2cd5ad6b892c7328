import type { LocalDays } from '../../base/local-days.ts';
import { LOOKS_BACK_DAYS } from '../dashboard/dashboard-limits.ts';
import { createGoalForecaster } from '../goals/goal-forecaster.ts';
import type { GoalForecaster } from '../goals/goal-forecaster.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { withoutShortSessions } from '../metrics/short-sessions.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import { createTrendReader } from '../trends/trend-reader.ts';
import { comparableReadings } from './comparable-readings.ts';

/** Everything is judged by the end of the gym's day: what is true of today is so from its first minute. */
export function endOfDayMs(nowMs: number, days: LocalDays): number {
  return days.startOfDayMs(days.dayOf(nowMs) + 1) - 1;
}

/**
 * The readings of one metric that conclusions of today are drawn from.
 * @param readings usable, oldest first
 */
export function recentReadings(
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
): readonly MetricReading[] {
  const fromMs = days.startOfDayMs(days.dayOf(nowMs) - LOOKS_BACK_DAYS);
  return comparableReadings(readings.filter(({ recordedAtMs }) => recordedAtMs >= fromMs));
}

/**
 * Forecasts goals of one metric as the member's review does, for whoever holds only that metric's rows.
 * @param readings this metric's and the training times, as they are stored, in any order
 */
export function metricForecaster(
  metricType: string,
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
): GoalForecaster {
  const counted = withoutShortSessions(readings).filter((reading) => reading.metricType === metricType);
  const recent = new Map([[metricType, recentReadings(usableReadings(counted, nowMs), nowMs, days)]]);
  const endMs = endOfDayMs(nowMs, days);
  return createGoalForecaster(recent, createTrendReader(recent, endMs, days), endMs, days);
}
