import { dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { dailyValues, weeklyValues } from '../metrics/daily-values.ts';
import { aggregate, type MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import type { Comparison, DrawnValues, TimeRange } from './progress-history.ts';

/** Weeks of totals that still fit beside each other as bars; more become months. */
const MOST_WEEKS = 60;

/** A time of so many days that ends now, and the one just as long before it; first and last day included. */
interface Periods {
  readonly today: number;
  readonly length: number;
}

/**
 * What a time came to beside the one before it: the total of what adds up, else the mean of the days.
 * @param readings usable, oldest first, of all time
 * @returns null where a sum or a mean means nothing
 */
export function comparePeriods(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  { today, length }: Periods,
  days: LocalDays,
): Comparison | null {
  if (metric.trendOf === 'nothing') return null;
  const daily = dailyValues(metric, readings, days);
  const between = (from: number, to: number): number | null => {
    const values = daily.filter(({ day }) => day >= from && day <= to).map(({ value }) => value);
    return aggregate(metric.isCounted ? 'sum' : 'mean', values);
  };
  const previousTo = today - length;
  const previousFrom = previousTo - length + 1;
  const hasPrevious = (daily[0]?.day ?? today) <= previousTo;
  const previous = between(previousFrom, previousTo);
  return {
    of: metric.isCounted ? 'total' : 'mean',
    present: between(previousTo + 1, today),
    // Whoever was here already and has nothing to count did none of it; a level nobody read stays unknown.
    previous: previous ?? (metric.isCounted && hasPrevious ? 0 : null),
    previous_from: dateOfDay(previousFrom),
    previous_to: dateOfDay(previousTo),
  };
}

/**
 * What a chart draws: of counted events a bar for each day, week or month, those without any included; of
 * anything else the day's value, the very one that the trend rests on.
 * @param readings usable, oldest first; of counted events from the first bar's beginning on
 */
export function drawnValues(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  range: TimeRange,
  today: number,
  days: LocalDays,
): DrawnValues {
  if (metric.trendOf !== 'weekly_total')
    return { form: 'dots', per: 'day', values: dailyValues(metric, readings, days).map(timed) };
  if (range === 'week') {
    const daily = new Map(dailyValues(metric, readings, days).map(({ day, value }) => [day, value]));
    return { form: 'bars', per: 'day', values: bars(daily, today - 6, today, 1, days) };
  }
  const weekly = new Map(weeklyValues(metric, readings, days).map(({ day, value }) => [day, value]));
  const thisWeek = days.weekOf(days.startOfDayMs(today));
  const first = weekly.keys().next().value ?? thisWeek;
  const weeks = bars(weekly, first, thisWeek, 7, days);
  if (weeks.length <= MOST_WEEKS) return { form: 'bars', per: 'week', values: weeks };
  return { form: 'bars', per: 'month', values: monthly(metric, readings, today, days) };
}

function bars(
  totals: ReadonlyMap<number, number>,
  from: number,
  to: number,
  step: number,
  days: LocalDays,
): DrawnValues['values'] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => {
    const day = from + index * step;
    return { recorded_at: isoTime(days.startOfDayMs(day)), value: totals.get(day) ?? 0 };
  });
}

/** Totals of calendar months, none left out between the first and this one. */
function monthly(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  today: number,
  days: LocalDays,
): DrawnValues['values'] {
  const totals = new Map<string, number>();
  const firstDay = days.dayOf(readings[0]?.recordedAtMs ?? days.startOfDayMs(today));
  for (let day = firstDay; day <= today; day += 1) totals.set(dateOfDay(day).slice(0, 7), 0);
  for (const { recordedAtMs, value } of readings) {
    const month = days.dateOf(recordedAtMs).slice(0, 7);
    totals.set(month, aggregate(metric.perWeek, [totals.get(month) ?? 0, value]) ?? 0);
  }
  return [...totals].map(([month, value]) => ({ recorded_at: `${month}-01T12:00:00.000Z`, value }));
}

function timed({ recordedAtMs, value }: TimedValue): DrawnValues['values'][number] {
  return { recorded_at: isoTime(recordedAtMs), value };
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
