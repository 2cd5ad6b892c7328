import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { adjustGoal } from './adjust-goal.ts';
import type { GoalAdjustment } from './adjust-goal.ts';
import type { GoalForecaster } from './goal-forecaster.ts';
import { evaluateGoal, goalProgress } from './goal-progress.ts';
import { isOpenGoal } from './goal.ts';
import type { Goal } from './goal.ts';

/** A change the product made to a goal, kept so that the member sees what it was before, and why. */
export interface AdjustedGoal {
  readonly id: string;
  readonly goalId: Goal['id'];
  readonly kind: GoalAdjustment['kind'];
  readonly fromValue: number;
  /** ISO dates in the gym's zone. */
  readonly fromDate: string;
  readonly targetValue: number;
  readonly targetDate: string;
  readonly adjustedOn: string;
}

/** A goal that was just moved is left alone for this long: its readings must say something new first. Days. */
const LEAST_DAYS_BETWEEN = 21;

export interface GoalReview {
  /** Every goal as it stands now, open ones first. */
  readonly goals: readonly Goal[];
  /** Those that stand differently than before. */
  readonly changed: readonly Goal[];
  /** What the product moved, and why; none of it was there before. */
  readonly adjusted: readonly AdjustedGoal[];
}

/**
 * Brings a member's goals up to date: how far they are, which are reached or missed, and which move
 * themselves. Doing it again on the same day changes nothing more.
 */
export function reviewGoals(past: {
  readonly goals: readonly Goal[];
  readonly forecastOf: GoalForecaster;
  /** Earlier changes, in any order. */
  readonly adjustments: readonly AdjustedGoal[];
  /** By metric, usable, oldest first; a goal counts all of them. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly nowMs: number;
  readonly days: LocalDays;
}): GoalReview {
  const { readings, nowMs, days } = past;
  const changed: Goal[] = [];
  const adjusted: AdjustedGoal[] = [];
  const goals = past.goals.map((goal) => {
    const state = evaluateGoal(goal, readings.get(goal.metricType) ?? [], nowMs, days);
    let current: Goal = { ...goal, currentValue: state.currentValue, status: state.status };
    if (!wasMovedLately(goal, past.adjustments, days.dayOf(nowMs))) {
      const adjustment = adjustGoal(current, past.forecastOf(current), nowMs, days);
      const moved = adjustment === null ? null : move(current, adjustment);
      if (adjustment !== null && moved !== null) {
        adjusted.push(record(goal, adjustment, days.dateOf(nowMs)));
        current = moved;
      }
    }
    if (!isSameStanding(current, goal)) changed.push(current);
    return current;
  });
  return { goals: goals.sort(compareGoals), changed, adjusted };
}

/** @returns null for a target that would be reached by being moved: that is no goal any more */
function move(goal: Goal, { targetValue, targetDate }: GoalAdjustment): Goal | null {
  const moved: Goal = { ...goal, targetValue, targetDate, status: 'adjusted' };
  return goalProgress(moved) < 1 ? moved : null;
}

function record(goal: Goal, adjustment: GoalAdjustment, adjustedOn: string): AdjustedGoal {
  return {
    id: `${goal.id}/adjusted/${adjustedOn}`,
    goalId: goal.id,
    kind: adjustment.kind,
    fromValue: goal.targetValue,
    fromDate: goal.targetDate,
    targetValue: adjustment.targetValue,
    targetDate: adjustment.targetDate,
    adjustedOn,
  };
}

function wasMovedLately(goal: Goal, adjustments: readonly AdjustedGoal[], today: number): boolean {
  return adjustments.some(({ goalId, adjustedOn }) => {
    const day = dayOfDate(adjustedOn);
    return goalId === goal.id && day !== null && today - day < LEAST_DAYS_BETWEEN;
  });
}

/** Open ones first, the next date first: where one goal has to stand for a metric, it is the first here. */
function compareGoals(one: Goal, other: Goal): number {
  return (
    Number(isOpenGoal(other)) - Number(isOpenGoal(one)) ||
    compareText(one.targetDate, other.targetDate) ||
    compareText(one.id, other.id)
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isSameStanding(one: Goal, other: Goal): boolean {
  return (
    Object.is(one.currentValue, other.currentValue) &&
    one.status === other.status &&
    one.targetValue === other.targetValue &&
    one.targetDate === other.targetDate
  );
}
