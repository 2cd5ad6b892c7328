import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { GoalForecaster } from '../goals/goal-forecaster.ts';
import { goalOutlook } from '../goals/goal-outlook.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import type { GoalReached } from '../goals/goal-progress.ts';
import { isOpenGoal } from '../goals/goal.ts';
import type { Goal, GoalStatus } from '../goals/goal.ts';
import { MAX_OPEN_GOALS } from '../goals/judge-goal.ts';
import type { AdjustedGoal } from '../goals/review-goals.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import { phraseOf } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import type { GoalTile } from './dashboard.ts';

/** Goals of a kind told of: as many as may be under way, reached or missed. */
const MAX_OF_A_KIND = MAX_OPEN_GOALS;
const STANDS: Readonly<Record<GoalStatus, number>> = { active: 0, adjusted: 0, achieved: 1, missed: 2 };

/** A change of a goal's target is told for this long, days. */
const ADJUSTMENT_TOLD_DAYS = 28;

/** What the tiles of a member's goals are made from. */
export interface GoalTileInput {
  /** Brought up to date. */
  readonly goals: readonly Goal[];
  readonly adjustments: readonly AdjustedGoal[];
  readonly forecastOf: GoalForecaster;
  /** The moment each achieved goal was reached, by goal id. */
  readonly reached: ReadonlyMap<string, GoalReached>;
  readonly nowMs: number;
  readonly days: LocalDays;
  readonly words: Wording;
}

/** Tiles of a member's goals: those under way by date, then the reached ones, then the missed, latest first. */
export function goalTiles(input: GoalTileInput): readonly GoalTile[] {
  const ofKind = new Map<number, number>();
  return input.goals
    .toSorted(
      (left, right) =>
        STANDS[left.status] - STANDS[right.status] ||
        compareText(left.targetDate, right.targetDate) * (isOpenGoal(left) ? 1 : -1) ||
        compareText(left.id, right.id),
    )
    .filter(({ status }) => {
      const count = (ofKind.get(STANDS[status]) ?? 0) + 1;
      ofKind.set(STANDS[status], count);
      return count <= MAX_OF_A_KIND;
    })
    .map((goal) => goalTile(goal, input));
}

function goalTile(goal: Goal, input: GoalTileInput): GoalTile {
  const { nowMs, days, words } = input;
  const metric = findMetric(goal.metricType);
  const reached = input.reached.get(goal.id) ?? null;
  const adjustment = metric === undefined ? null : adjustmentText(goal, metric, input);
  return {
    goal_id: goal.id,
    metric_type: goal.metricType,
    title: metric === undefined ? goal.metricType : words.metricTitle(metric),
    unit: metric === undefined ? '' : metric.unit,
    start_value: goal.startValue,
    current_value: goal.currentValue,
    target_value: goal.targetValue,
    target_date: goal.targetDate,
    decimals: metric?.decimals ?? 0,
    status: goal.status,
    progress: goal.status === 'achieved' ? 1 : goalProgress(goal),
    reached_at: reached === null ? null : new Date(reached.atMs).toISOString(),
    reached_value: reached?.value ?? null,
    outlook: phraseOf(words.goalOutlook, goalOutlook(goal, input.forecastOf(goal), reached, nowMs, days)),
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
  if (latest === undefined || !isOpenGoal(goal)) return null;
  const { kind, targetValue, targetDate } = latest;
  return phraseOf(words.goalAdjustment, { kind, metric, targetValue, targetDate, today });
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
