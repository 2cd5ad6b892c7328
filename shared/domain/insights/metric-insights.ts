import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { GoalForecaster } from '../goals/goal-forecaster.ts';
import { goalOutlook } from '../goals/goal-outlook.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import { isOpenGoal } from '../goals/goal.ts';
import type { Goal } from '../goals/goal.ts';
import { dailyValues } from '../metrics/daily-values.ts';
import { betterDirection, METRICS } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { mannKendall } from '../trends/mann-kendall.ts';
import { findPlateau } from '../trends/plateau.ts';
import { expectReading } from '../trends/surprising-reading.ts';
import type { TrendReader } from '../trends/trend-reader.ts';
import type { Insight, InsightFinding } from './insight.ts';

/** What insights about numbers are read from; readings usable and oldest first, goals up to date. */
export interface MetricPast {
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly goals: readonly Goal[];
  readonly trendOf: TrendReader;
  readonly forecastOf: GoalForecaster;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** A reading older than this is no news, days. */
const NEWS_DAYS = 7;
const NEAR_SHARE = 0.8;
/** Metrics in which a record means something; a highest weight or heart rate does not. */
const RECORD_METRICS: ReadonlySet<string> = new Set([
  'one_rep_max',
  'heart_rate_recovery_60s',
  'effort_points',
  'vo2max_estimate',
]);
const LEAST_DAYS_FOR_RECORD = 5;
/** Numbers that only mirror another one: what there is to tell, the other one tells. */
const MIRRORS: ReadonlySet<string> = new Set(['body_mass_index', 'attendance_streak']);

/** Everything the readings and goals of each metric say; the caller keeps the strongest per subject. */
export function metricInsights(past: MetricPast): readonly Insight[] {
  return METRICS.flatMap((metric) => {
    const readings = past.readings.get(metric.type) ?? [];
    const goal =
      past.goals.find(({ metricType, status }) => metricType === metric.type && isOpenGoal({ status })) ??
      null;
    if (MIRRORS.has(metric.type)) {
      const told = goal === null ? null : goalInsight(metric, readings, goal, past);
      return told === null ? [] : [told];
    }
    return [
      unusualReading(metric, readings, past),
      personalRecord(metric, readings, past),
      goal === null ? null : goalInsight(metric, readings, goal, past),
      plateau(metric, readings, goal, past),
      goodTrend(metric, readings, goal, past),
    ].filter((insight) => insight !== null);
  });
}

function about(
  metric: MetricDefinition,
  finding: InsightFinding,
  strength: number,
  n: number,
  pValue: number | null = null,
): Insight {
  // Minutes, calories and points of one workout rise and fall together: they are one subject.
  const subject = metric.isCounted ? 'metric/volume' : `metric/${metric.type}`;
  return { finding, subject, strength, evidence: { n, pValue } };
}

function isNews(reading: MetricReading | undefined, nowMs: number): reading is MetricReading {
  return reading !== undefined && nowMs - reading.recordedAtMs <= NEWS_DAYS * DAY_MS;
}

function unusualReading(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  { nowMs, days }: MetricPast,
): Insight | null {
  const latest = readings.at(-1);
  // Sums and peaks vary with the day's plan; only a state of the body can be unusual.
  if (metric.perDay !== 'last' || !isNews(latest, nowMs)) return null;
  const expected = expectReading(metric, readings.slice(0, -1), latest, days);
  if (expected === null || !expected.isSurprising) return null;
  const { low, high } = expected;
  return about(
    metric,
    { kind: 'unusual_reading', metric, value: latest.value, low, high },
    0.9,
    readings.length,
  );
}

function personalRecord(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  { nowMs, days }: MetricPast,
): Insight | null {
  const latest = readings.at(-1);
  if (!RECORD_METRICS.has(metric.type) || !isNews(latest, nowMs)) return null;
  if (dailyValues(metric, readings, days).length < LEAST_DAYS_FOR_RECORD) return null;
  const best = readings
    .slice(0, -1)
    .reduce((highest, { value }) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
  if (latest.value < best + metric.meaningfulChange) return null;
  return about(metric, { kind: 'personal_record', metric, value: latest.value }, 0.85, readings.length);
}

function goalInsight(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  goal: Goal,
  { forecastOf, nowMs, days }: MetricPast,
): Insight | null {
  const share = goalProgress(goal);
  if (share >= NEAR_SHARE && share < 1) {
    return about(metric, { kind: 'goal_near', metric, share }, 0.8 * share, readings.length);
  }
  // The same judgement as on the goal's own tile, so that the two never disagree.
  const outlook = goalOutlook(goal, forecastOf(goal), null, nowMs, days);
  if (outlook.kind !== 'late') return null;
  return about(metric, { kind: 'goal_behind', metric }, 0.55, readings.length);
}

function plateau(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  goal: Goal | null,
  { nowMs, days }: MetricPast,
): Insight | null {
  // A state of the body can stand still; a workout's length is a choice. And it is only news where going on was wanted.
  const found = metric.perDay === 'last' ? findPlateau(metric, readings, nowMs, days) : null;
  if (found === null || found.before !== betterDirection(metric, goal)) return null;
  return about(metric, { kind: 'plateau', metric, weeks: found.weeks }, 0.6, readings.length);
}

/** Only trends the member wants are told: an unwanted one shows on its tile, without comment. */
function goodTrend(
  metric: MetricDefinition,
  readings: readonly MetricReading[],
  goal: Goal | null,
  { trendOf, nowMs }: MetricPast,
): Insight | null {
  const latest = readings.at(-1);
  if (latest === undefined || nowMs - latest.recordedAtMs > 2 * NEWS_DAYS * DAY_MS) return null;
  const trend = trendOf(metric);
  if (trend === null || trend.line === null || trend.direction !== betterDirection(metric, goal)) return null;
  const span = (trend.points.at(-1)?.x ?? 0) - (trend.points[0]?.x ?? 0);
  const change = trend.line.slope * span;
  if (Math.abs(change) < metric.meaningfulChange) return null;
  const weeks = Math.max(1, Math.round(trend.calendarDays / 7));
  const finding: InsightFinding =
    metric.type === 'heart_rate_recovery_60s'
      ? { kind: 'faster_recovery', change, weeks }
      : metric.type === 'resting_heart_rate'
        ? { kind: 'lower_resting_rate', change: -change, weeks }
        : { kind: 'good_trend', metric, change, weeks };
  // Sen's interval gave the direction; the rank test of the same readings says how sure it is.
  const pValue = mannKendall(trend.points.map(({ y }) => y))?.pValue ?? null;
  return about(metric, finding, 0.65, trend.evidence.length, pValue);
}
