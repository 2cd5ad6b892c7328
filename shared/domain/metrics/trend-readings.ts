import type { LocalDays } from '../../base/local-days.ts';
import { weeklyValues } from './daily-values.ts';
import type { MetricDefinition } from './metric-registry.ts';
import type { TimedValue } from './timed-value.ts';

/** Weeks of totals kept; ten years. */
const MAX_WEEKS = 520;

/**
 * The values a metric's trend is drawn through: its readings, or for counted events the totals of
 * full weeks, weeks without any included. The running week is left out, since it has only begun.
 * None where a line means nothing.
 * @param readings usable, oldest first
 */
export function trendReadings(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  nowMs: number,
  days: LocalDays,
): readonly TimedValue[] {
  if (metric.trendOf === 'reading') return readings;
  if (metric.trendOf === 'nothing') return [];
  const totals = new Map(weeklyValues(metric, readings, days).map(({ day, value }) => [day, value]));
  const first = totals.keys().next();
  if (first.done === true) return [];
  const thisWeek = days.weekOf(nowMs);
  const weeks: TimedValue[] = [];
  for (let week = Math.max(first.value, thisWeek - MAX_WEEKS * 7); week < thisWeek; week += 7) {
    weeks.push({ recordedAtMs: days.startOfDayMs(week), value: totals.get(week) ?? 0 });
  }
  return weeks;
}
