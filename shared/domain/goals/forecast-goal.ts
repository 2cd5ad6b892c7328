import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import type { TrendAnalysis } from '../trends/analyse-trend.ts';
import { median } from '../statistics/order.ts';
import { projectLine } from '../trends/projection.ts';
import type { TrendReader } from '../trends/trend-reader.ts';
import { goalProgress } from './goal-progress.ts';
import { forecastCount } from './forecast-count.ts';
import type { Goal } from './goal.ts';
import { FORECAST_HORIZON_DAYS, NO_FORECAST } from './goal-forecast.ts';
import type { GoalForecast } from './goal-forecast.ts';

/**
 * Forecasts when an open goal is reached.
 * @param readings of any metrics, any order
 * @param trendOf where those readings are going
 */
export function forecastGoal(
  goal: Goal,
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
  trendOf: TrendReader,
): GoalForecast {
  const metric = findMetric(goal.metricType);
  const today = days.dayOf(nowMs);
  if (metric === undefined || !Number.isFinite(goal.targetValue)) return NO_FORECAST;
  if (goalProgress(goal) >= 1) {
    return { earliestDay: today, expectedDay: today, latestDay: today, probabilityByTargetDate: 1 };
  }
  const usable = (): readonly MetricReading[] =>
    usableReadings(
      readings.filter((reading) => reading.metricType === goal.metricType),
      nowMs,
    );
  if (metric.isCounted) return forecastCount(goal, usable(), nowMs, days);
  return forecastLevel(goal, trendOf(metric), nowMs, days);
}

function forecastLevel(
  goal: Goal,
  trend: TrendAnalysis | null,
  nowMs: number,
  days: LocalDays,
): GoalForecast {
  const firstDay = trend?.evidence[0]?.day;
  if (trend === null || trend.line === null || firstDay === undefined) return NO_FORECAST;
  const wanted = goal.targetValue > goal.startValue ? 'up' : 'down';
  const probabilityByTargetDate = probabilityOn(goal, trend, firstDay, wanted, nowMs, days);
  if (trend.direction !== wanted) return { ...NO_FORECAST, probabilityByTargetDate };

  const { slope, slopeLow, slopeHigh, interceptJoint } = trend.line;
  const today = days.dayOf(nowMs);
  const now = today - firstDay;
  // A line whose slope is uncertain turns around the middle of its readings: steeper ones were higher
  // before it and are lower after it. Counted from there a range holds the error of level and slope.
  const middle = median(trend.points.map((point) => point.x)) ?? 0;
  const missing = goal.targetValue - (interceptJoint + slope * middle);
  const dayAt = (slopePerDay: number): number | null => {
    const ahead = Math.max(0, middle + missing / slopePerDay - now);
    return ahead <= FORECAST_HORIZON_DAYS ? today + Math.ceil(ahead) : null;
  };
  const [fast, slow] = wanted === 'up' ? [slopeHigh, slopeLow] : [slopeLow, slopeHigh];
  return {
    earliestDay: dayAt(fast),
    expectedDay: dayAt(slope),
    latestDay: dayAt(slow),
    probabilityByTargetDate,
  };
}

/** Chance that the target is reached by the evening of its date; null once that is over. */
function probabilityOn(
  goal: Goal,
  trend: TrendAnalysis,
  firstDay: number,
  wanted: 'up' | 'down',
  nowMs: number,
  days: LocalDays,
): number | null {
  const due = dayOfDate(goal.targetDate);
  if (due === null || due < days.dayOf(nowMs)) return null;
  const projection = projectLine(trend.points, trend.line, findMetric(goal.metricType)?.deviationsLast);
  return projection?.probabilityReachedBy(due - firstDay, goal.targetValue, wanted) ?? null;
}
