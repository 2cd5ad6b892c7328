import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { forecastGoal } from '../goals/forecast-goal.ts';
import { NO_FORECAST } from '../goals/goal-forecast.ts';
import { goalOutlook } from '../goals/goal-outlook.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import type { Goal } from '../goals/goal.ts';
import type { AdjustedGoal } from '../goals/review-goals.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import type { TrendReader } from '../trends/trend-reader.ts';
import { say } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import type { GoalTile } from './dashboard.ts';

/** Goals on the dashboard. */
const MAX_GOALS = 8;

/** A change of a goal's target is told for this long, days. */
const ADJUSTMENT_TOLD_DAYS = 28;

/** What the tiles of a member's goals are made from. */
export interface GoalTileInput {
  /** Brought up to date. */
  readonly goals: readonly Goal[];
  readonly adjustments: readonly AdjustedGoal[];
  /** By metric, usable, comparable, oldest first. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly trendOf: TrendReader;
  readonly nowMs: number;
  readonly days: LocalDays;
  readonly words: Wording;
}

/** Tiles of a member's goals: open ones by date, then the ones just finished. */
export function goalTiles(input: GoalTileInput): readonly GoalTile[] {
  return input.goals
    .toSorted(
      (left, right) =>
        Number(isOpen(right)) - Number(isOpen(left)) ||
        compareText(left.targetDate, right.targetDate) * (isOpen(left) ? 1 : -1) ||
        compareText(left.id, right.id),
    )
    .slice(0, MAX_GOALS)
    .map((goal) => goalTile(goal, input));
}

function goalTile(goal: Goal, input: GoalTileInput): GoalTile {
  const { nowMs, days, words } = input;
  const metric = findMetric(goal.metricType);
  const readings = input.readings.get(goal.metricType) ?? [];
  const forecast = isOpen(goal) ? forecastGoal(goal, readings, nowMs, days, input.trendOf) : NO_FORECAST;
  const adjustment = metric === undefined ? null : adjustmentText(goal, metric, input);
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
    ...(adjustment === null ? {} : { adjustment }),
  };
}

/** Why the goal was moved last, while that is news and the goal under way. */
function adjustmentText(
  goal: Goal,
  metric: MetricDefinition,
  { adjustments, nowMs, days, words }: GoalTileInput,
): string | null {
  const today = days.dayOf(nowMs);
  const latest = adjustments
    .filter(({ goalId, adjustedOn }) => {
      const day = dayOfDate(adjustedOn);
      return goalId === goal.id && day !== null && today - day <= ADJUSTMENT_TOLD_DAYS;
    })
    .toSorted((left, right) => compareText(left.adjustedOn, right.adjustedOn))
    .at(-1);
  if (latest === undefined || !isOpen(goal)) return null;
  const { kind, targetValue, targetDate } = latest;
  return say(words.goalAdjustment, { kind, metric, targetValue, targetDate });
}

function isOpen(goal: Goal): boolean {
  return goal.status === 'active' || goal.status === 'adjusted';
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
