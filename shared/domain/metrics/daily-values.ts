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

/** Readings in order of time fall into their periods in runs. */
function periodValues(
  readings: readonly TimedValue[],
  periodOf: (reading: TimedValue) => number,
  combine: (values: readonly number[]) => number | null,
): readonly PeriodValue[] {
  const periods: PeriodValue[] = [];
  for (let from = 0; from < readings.length;) {
    const day = periodOf(readings[from]!);
    let to = from + 1;
    while (to < readings.length && periodOf(readings[to]!) === day) to += 1;
    const last = readings[to - 1]!;
    // Whatever is done with the values of a period, one alone stays what it is.
    const value =
      to === from + 1 ? last.value : combine(readings.slice(from, to).map((reading) => reading.value));
    if (value !== null) periods.push({ day, recordedAtMs: last.recordedAtMs, value });
    from = to;
  }
  return periods;
}
