import { dateOfDay } from '../../base/calendar-days.ts';
import { localDays } from '../../base/local-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { GoalForecast } from '../goals/goal-forecast.ts';
import { goalProgress, goalReached } from '../goals/goal-progress.ts';
import { isOpenGoal } from '../goals/goal.ts';
import type { Goal } from '../goals/goal.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { trendReadings } from '../metrics/trend-readings.ts';
import { withoutShortSessions } from '../metrics/short-sessions.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import { median } from '../statistics/order.ts';
import { analyseTrend, TREND_CONFIDENCE } from '../trends/analyse-trend.ts';
import type { TrendAnalysis } from '../trends/analyse-trend.ts';
import { projectLine, PROJECTION_METHOD } from '../trends/projection.ts';
import { THEIL_SEN_METHOD } from '../trends/theil-sen.ts';
import { comparePeriods, drawnValues } from './compare-periods.ts';
import { comparableReadings } from './comparable-readings.ts';
import { metricForecaster } from './recent-readings.ts';
import type { ProgressHistory, Projections, RelatedGoal, TimeRange, Trends } from './progress-history.ts';

/** Everything a progress screen is made from. */
export interface ProgressHistoryInput {
  readonly metricType: string;
  /** This member's readings of the metric and training times, beside any others, in any order. */
  readonly readings: readonly MetricReading[];
  /** This member's goals, for any metrics. */
  readonly goals: readonly Goal[];
  readonly range: TimeRange;
  readonly nowMs: number;
  /** IANA zone of the gym. */
  readonly zone: string;
}

/** Days a range looks back, to the start of that day; long enough to hold the same date a month or a year ago. */
const RANGE_DAYS: Readonly<Record<Exclude<TimeRange, 'all'>, number>> = { week: 7, month: 31, year: 366 };

/** Days a projection looks ahead, and how far apart its points lie: never further than it looked back. */
const AHEAD: Readonly<Record<TimeRange, { readonly days: number; readonly step: number }>> = {
  week: { days: 7, step: 1 },
  month: { days: 28, step: 2 },
  year: { days: 91, step: 7 },
  all: { days: 91, step: 7 },
};

/**
 * One metric of one member over a time range, with what the numbers say about its direction and
 * where it leads. Goal dates come from the recent trend whatever range is looked at.
 * @throws RangeError for an unknown metric or zone: both are checked before anything is stored
 */
export function buildProgressHistory(input: ProgressHistoryInput): ProgressHistory {
  const { metricType, range, nowMs } = input;
  const metric = findMetric(metricType);
  if (metric === undefined) throw new RangeError(`unknown metric ${metricType}`);
  const days = localDays(input.zone);
  const ofMetric = usableReadings(
    withoutShortSessions(input.readings).filter((reading) => reading.metricType === metricType),
    nowMs,
  );
  const fromMs =
    range === 'all' ? Number.NEGATIVE_INFINITY : days.startOfDayMs(days.dayOf(nowMs) - RANGE_DAYS[range]);
  const inRange = ofMetric.filter((reading) => reading.recordedAtMs >= fromMs);
  const today = days.dayOf(nowMs);
  // A bar is never of half a week: the first one begins on its Monday.
  const firstBarMs =
    metric.trendOf === 'weekly_total' && range !== 'all' ? days.startOfDayMs(days.weekOf(fromMs)) : fromMs;
  const drawn = ofMetric.filter((reading) => reading.recordedAtMs >= firstBarMs);
  const trend = analyseTrend(metric, trendReadings(metric, comparableReadings(inRange), nowMs, days), days);
  const goals = input.goals.filter((goal) => goal.metricType === metricType).toSorted(compareStanding);
  const forecastOf = metricForecaster(metricType, ofMetric, nowMs, days);
  return {
    history: inRange.map(({ recordedAtMs, value, source }) => ({
      recorded_at: isoTime(recordedAtMs),
      value,
      source,
    })),
    drawn: drawnValues(metric, drawn, range, today, days),
    comparison:
      range === 'all' ? null : comparePeriods(metric, ofMetric, { today, length: RANGE_DAYS[range] }, days),
    trends: describeTrend(metric, trend),
    projections: {
      method: PROJECTION_METHOD,
      points: projectAhead(metric, trend, range, nowMs, days),
      goals: goals.filter(isOpenGoal).map((goal) => forecastRow(goal, forecastOf(goal))),
    },
    related_goals: goals.map((goal) => relatedGoal(goal, ofMetric, days)),
  };
}

function describeTrend(metric: MetricDefinition, trend: TrendAnalysis): Trends {
  const { line, points, leastSquares } = trend;
  const span = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  const change = line === null ? null : line.slope * span;
  const atStart = line === null ? 0 : line.interceptJoint;
  return {
    method: THEIL_SEN_METHOD,
    n: points.length,
    values_of: metric.trendOf === 'weekly_total' ? 'week' : 'day',
    usual: median(points.map(({ y }) => y)),
    slope_per_day: line?.slope ?? null,
    slope_low: line?.slopeLow ?? null,
    slope_high: line?.slopeHigh ?? null,
    confidence: TREND_CONFIDENCE,
    direction: trend.direction,
    reason: trend.reason,
    change,
    // A percentage of next to nothing, or of a line that starts below zero, means nothing.
    change_percent: change === null || atStart < metric.meaningfulChange ? null : (change / atStart) * 100,
    smoothed: trend.smoothed.map(({ recordedAtMs, value }) => ({
      recorded_at: isoTime(recordedAtMs),
      value,
    })),
    least_squares:
      leastSquares === null
        ? null
        : {
            slope_per_day: leastSquares.slope,
            intercept: leastSquares.intercept,
            r_squared: leastSquares.rSquared,
            residual_sd: leastSquares.residualSd,
          },
  };
}

/** Points of the band, kept within what the metric can be; none while nobody can tell a direction. */
function projectAhead(
  metric: MetricDefinition,
  trend: TrendAnalysis,
  range: TimeRange,
  nowMs: number,
  days: LocalDays,
): Projections['points'] {
  const firstDay = trend.evidence[0]?.day;
  const projection =
    trend.direction === 'unclear' ? null : projectLine(trend.points, trend.line, metric.deviationsLast);
  if (firstDay === undefined || projection === null) return [];
  const { min, max } = metric.plausible;
  const keep = (value: number): number => Math.min(max, Math.max(min, value));
  const ahead = AHEAD[range];
  const today = days.dayOf(nowMs);
  return Array.from({ length: Math.floor(ahead.days / ahead.step) }, (_, i) => {
    const later = (i + 1) * ahead.step;
    const at = projection.at(today + later - firstDay);
    return {
      date: dateOfDay(today + later),
      value: keep(at.value),
      low80: keep(at.low80),
      high80: keep(at.high80),
      low95: keep(at.low95),
      high95: keep(at.high95),
    };
  });
}

const STANDS: Readonly<Record<Goal['status'], number>> = { active: 0, adjusted: 0, achieved: 1, missed: 2 };

/** Goals under way by date, then the reached ones, then the missed, latest first. */
function compareStanding(one: Goal, other: Goal): number {
  const later = one.targetDate < other.targetDate ? -1 : one.targetDate > other.targetDate ? 1 : 0;
  return STANDS[one.status] - STANDS[other.status] || (isOpenGoal(one) ? later : -later);
}

function forecastRow(goal: Goal, forecast: GoalForecast): Projections['goals'][number] {
  const date = (day: number | null): string | null => (day === null ? null : dateOfDay(day));
  return {
    goal_id: goal.id,
    earliest: date(forecast.earliestDay),
    expected: date(forecast.expectedDay),
    latest: date(forecast.latestDay),
    probability_by_target_date: forecast.probabilityByTargetDate,
  };
}

function relatedGoal(goal: Goal, readings: readonly MetricReading[], days: LocalDays): RelatedGoal {
  const reached = goal.status === 'achieved' ? goalReached(goal, readings, days) : null;
  return {
    goal_id: goal.id,
    metric_type: goal.metricType,
    target_value: goal.targetValue,
    current_value: goal.currentValue,
    target_date: goal.targetDate,
    status: goal.status,
    progress: goal.status === 'achieved' ? 1 : goalProgress(goal),
    reached_at: reached === null ? null : isoTime(reached.atMs),
    reached_value: reached?.value ?? null,
  };
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
