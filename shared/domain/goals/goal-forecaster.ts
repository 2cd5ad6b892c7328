import type { LocalDays } from '../../base/local-days.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import type { TrendReader } from '../trends/trend-reader.ts';
import { forecastGoal } from './forecast-goal.ts';
import { NO_FORECAST } from './goal-forecast.ts';
import type { GoalForecast } from './goal-forecast.ts';
import { isOpenGoal } from './goal.ts';
import type { Goal } from './goal.ts';

/** When one goal will be reached; nothing is said of one that is over. */
export type GoalForecaster = (goal: Goal) => GoalForecast;

/**
 * Forecasts each goal once, for everybody who speaks of it: whether it moves itself, its tile, insights.
 * @param comparable by metric, usable, comparable, oldest first
 */
export function createGoalForecaster(
  comparable: ReadonlyMap<string, readonly MetricReading[]>,
  trendOf: TrendReader,
  nowMs: number,
  days: LocalDays,
): GoalForecaster {
  const made = new Map<string, GoalForecast>();
  return (goal) => {
    if (!isOpenGoal(goal)) return NO_FORECAST;
    const { id, startValue, currentValue, targetValue, targetDate } = goal;
    const key = JSON.stringify([id, startValue, currentValue, targetValue, targetDate]);
    const known = made.get(key);
    if (known !== undefined) return known;
    const forecast = forecastGoal(goal, comparable.get(goal.metricType) ?? [], nowMs, days, trendOf);
    made.set(key, forecast);
    return forecast;
  };
}
