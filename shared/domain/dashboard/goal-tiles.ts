import type { LocalDays } from '../../base/local-days.ts';
import { forecastGoal } from '../goals/forecast-goal.ts';
import { NO_FORECAST } from '../goals/goal-forecast.ts';
import { goalOutlook } from '../goals/goal-outlook.ts';
import { evaluateGoal, goalProgress } from '../goals/goal-progress.ts';
import type { Goal } from '../goals/goal.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { say } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import type { GoalTile } from './dashboard.ts';

/** Goals on the dashboard: open ones by date, then the ones just finished. */
const MAX_GOALS = 8;

/**
 * Tiles of a member's goals, each brought up to date with the readings first.
 * @param readings by metric, usable, oldest first
 */
export function goalTiles(
  goals: readonly Goal[],
  readings: ReadonlyMap<string, readonly MetricReading[]>,
  nowMs: number,
  days: LocalDays,
  words: Wording,
): readonly GoalTile[] {
  return goals
    .map((goal) => {
      const { currentValue, status } = evaluateGoal(goal, readings.get(goal.metricType) ?? [], nowMs, days);
      return { ...goal, currentValue, status };
    })
    .sort(
      (left, right) =>
        Number(isOpen(right)) - Number(isOpen(left)) ||
        compareText(left.targetDate, right.targetDate) * (isOpen(left) ? 1 : -1) ||
        compareText(left.id, right.id),
    )
    .slice(0, MAX_GOALS)
    .map((goal) => goalTile(goal, readings.get(goal.metricType) ?? [], nowMs, days, words));
}

function goalTile(
  goal: Goal,
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
  words: Wording,
): GoalTile {
  const metric = findMetric(goal.metricType);
  const forecast = isOpen(goal) ? forecastGoal(goal, readings, nowMs, days) : NO_FORECAST;
  return {
    goal_id: goal.id,
    metric_type: goal.metricType,
    title: metric === undefined ? goal.metricType : words.metricTitle(metric),
    unit: metric === undefined ? '' : words.metricUnit(metric.unit),
    start_value: goal.startValue,
    current_value: goal.currentValue,
    target_value: goal.targetValue,
    target_date: goal.targetDate,
    decimals: metric?.decimals ?? 0,
    status: goal.status,
    progress: goalProgress(goal),
    outlook: say(words.goalOutlook, goalOutlook(goal, forecast, nowMs, days)),
  };
}

function isOpen(goal: Goal): boolean {
  return goal.status === 'active' || goal.status === 'adjusted';
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
