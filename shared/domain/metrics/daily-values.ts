import type { LocalDays } from '../../base/local-days.ts';
import { median } from '../statistics/order.ts';
import { aggregate } from './metric-registry.ts';
import type { MetricDefinition } from './metric-registry.ts';
import type { TimedValue } from './timed-value.ts';

/** One day's or week's value of a metric. */
export interface PeriodValue {
  /** Day number of the day, or of the week's Monday, in the gym's zone. */
  readonly day: number;
  /** Time of the last reading in it. */
  readonly recordedAtMs: number;
  readonly value: number;
}

/**
 * One value a day. Where the day's last reading would count, the day's median does: someone who
 * steps on the scale three times means one weight, and not the one with the shoes on.
 * @param readings usable, oldest first
 */
export function dailyValues(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  days: LocalDays,
): readonly PeriodValue[] {
  return periodValues(
    readings,
    (reading) => days.dayOf(reading.recordedAtMs),
    (values) => (metric.perDay === 'last' ? median(values) : aggregate(metric.perDay, values)),
  );
}

/**
 * One value a week, by the metric's weekly aggregation.
 * @param readings usable, oldest first
 */
export function weeklyValues(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  days: LocalDays,
): readonly PeriodValue[] {
  return periodValues(
    readings,
    (reading) => days.weekOf(reading.recordedAtMs),
    (values) => aggregate(metric.perWeek, values),
  );
}

function periodValues(
  readings: readonly TimedValue[],
  periodOf: (reading: TimedValue) => number,
  combine: (values: readonly number[]) => number | null,
): readonly PeriodValue[] {
  const periods = new Map<number, { values: number[]; recordedAtMs: number }>();
  for (const reading of readings) {
    const period = periodOf(reading);
    const entry = periods.get(period) ?? { values: [], recordedAtMs: reading.recordedAtMs };
    entry.values.push(reading.value);
    entry.recordedAtMs = reading.recordedAtMs;
    periods.set(period, entry);
  }
  return [...periods].flatMap(([day, { values, recordedAtMs }]) => {
    const value = combine(values);
    return value === null ? [] : [{ day, recordedAtMs, value }];
  });
}
