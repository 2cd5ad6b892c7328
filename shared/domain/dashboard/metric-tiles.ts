import type { LocalDays } from '../../base/local-days.ts';
import type { Goal } from '../goals/goal.ts';
import { dailyValues, weeklyValues } from '../metrics/daily-values.ts';
import { betterDirection, METRICS } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { median } from '../statistics/order.ts';
import type { TrendAnalysis } from '../trends/analyse-trend.ts';
import type { TrendReader } from '../trends/trend-reader.ts';
import { phraseOf } from '../wording/phrases.ts';
import type { MetricChange, Wording } from '../wording/wording.ts';
import type { MetricTile } from './dashboard.ts';

/** The metric whose present value a profile says as well. */
const STREAK = 'attendance_streak';
/** Points of a sparkline; the contract allows no more. */
const MAX_POINTS = 60;
/** Newest readings they are made from: four a day, or a workout on every day of sixty weeks. */
const MAX_READINGS = 420;
/** Latest days a usual value is taken from, and the fewest that make one. */
const USUAL_DAYS = 20;
const LEAST_FOR_USUAL = 4;

/** What the tiles of a member's metrics are made from. */
export interface MetricTileInput {
  /** By metric, usable, comparable, oldest first. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  /** The same of all time: what was best ever is not only the best lately. */
  readonly ofAllTime: ReadonlyMap<string, readonly MetricReading[]>;
  readonly goals: readonly Goal[];
  readonly trendOf: TrendReader;
  /** Weeks in a row as the profile says them. */
  readonly streakWeeks: number;
  readonly nowMs: number;
  readonly days: LocalDays;
  readonly words: Wording;
}

/** One tile per metric with a reading, in the registry's order. */
export function metricTiles(input: MetricTileInput): readonly MetricTile[] {
  return METRICS.flatMap((metric) => {
    const usable = input.readings.get(metric.type) ?? [];
    const latest = usable.at(-1);
    return latest === undefined ? [] : [metricTile(metric, usable, latest, input)];
  });
}

function metricTile(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  latest: MetricReading,
  input: MetricTileInput,
): MetricTile {
  const { days, words } = input;
  const trend = input.trendOf(metric);
  const direction = trend?.direction ?? 'unclear';
  const goal =
    input.goals.find(({ metricType, status }) => metricType === metric.type && status !== 'missed') ?? null;
  const better = betterDirection(metric, goal);
  const newest = readings.slice(-MAX_READINGS);
  const series =
    metric.trendOf === 'weekly_total'
      ? weeklyValues(metric, newest, days)
      : dailyValues(metric, newest, days);
  return {
    metric_type: metric.type,
    title: words.metricTitle(metric),
    unit: metric.unit,
    decimals: metric.decimals,
    latest: latestShown(metric, latest, series.at(-1)?.value ?? latest.value, input),
    formula: latest.formula,
    series: series
      .slice(-MAX_POINTS)
      .map(({ recordedAtMs, value }) => ({ recorded_at: isoTime(recordedAtMs), value })),
    direction,
    is_improvement:
      better === 'none' || direction === 'flat' || direction === 'unclear' ? null : direction === better,
    change_text: phraseOf(words.metricChange, metricChange(metric, readings, trend, input)),
  };
}

/** The newest value and when it is from. @param lastOfSeries the latest day's or week's */
function latestShown(
  metric: MetricDefinition,
  latest: MetricReading,
  lastOfSeries: number,
  { streakWeeks, nowMs, days }: MetricTileInput,
): MetricTile['latest'] {
  const { source } = latest;
  // A streak is read at visits and broken by their absence: then it is what the profile says, since this week began.
  if (metric.type === STREAK && streakWeeks !== latest.value)
    return { recorded_at: isoTime(days.startOfDayMs(days.weekOf(nowMs))), value: streakWeeks, source };
  // Of counted events the last one, which is always 1, says nothing: its week's total does.
  const value = metric.trendOf === 'weekly_total' ? lastOfSeries : latest.value;
  return { recorded_at: isoTime(latest.recordedAtMs), value, source };
}

function metricChange(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  trend: TrendAnalysis | null,
  { ofAllTime, nowMs, days }: MetricTileInput,
): MetricChange {
  if (metric.trendOf === 'weekly_total') {
    const totals = new Map(
      weeklyValues(metric, readings.slice(-MAX_READINGS), days).map(({ day, value }) => [day, value]),
    );
    const thisWeek = days.weekOf(nowMs);
    return { kind: 'weekly', thisWeek: totals.get(thisWeek) ?? 0, lastWeek: totals.get(thisWeek - 7) ?? 0 };
  }
  if (readings.length === 1) return { kind: 'first' };
  if (metric.trendOf === 'nothing') {
    const ever = ofAllTime.get(metric.type) ?? readings;
    return { kind: 'best', metric, value: ever.reduce((most, { value }) => Math.max(most, value), 0) };
  }
  if (trend === null || trend.line === null || trend.direction === 'unclear') {
    const recent = dailyValues(metric, readings.slice(-MAX_READINGS), days)
      .slice(-USUAL_DAYS)
      .map(({ value }) => value);
    // What a workout comes to varies by plan, and its usual is worth knowing; a body has no usual, it has a state.
    const usual = metric.perDay === 'last' || recent.length < LEAST_FOR_USUAL ? null : median(recent);
    return usual === null ? { kind: 'unclear' } : { kind: 'usual', metric, value: usual };
  }
  const weeks = Math.max(1, Math.round(trend.calendarDays / 7));
  if (trend.direction === 'flat') return { kind: 'flat', weeks };
  const span = (trend.points.at(-1)?.x ?? 0) - (trend.points[0]?.x ?? 0);
  return { kind: 'changed', metric, change: trend.line.slope * span, weeks };
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
