import { dayOfDate } from '../../../shared/base/calendar-days.ts';
import type { GoalId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { forecastGoal } from '../../../shared/domain/goals/forecast-goal.ts';
import { goalOutlook, type GoalOutlook } from '../../../shared/domain/goals/goal-outlook.ts';
import type { Goal } from '../../../shared/domain/goals/goal.ts';
import {
  changedGoal,
  isReachedAlready,
  judgeGoal,
  MAX_OPEN_GOALS,
  type GoalChange,
  type GoalRefusal,
} from '../../../shared/domain/goals/judge-goal.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { usableReadings } from '../../../shared/domain/metrics/usable-readings.ts';
import { comparableReadings } from '../../../shared/domain/progress/comparable-readings.ts';
import type { ReadableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { changeGoal, deleteGoal, findGoal, insertGoal, listGoals } from '../store/tables/goals.ts';
import { findLatestMetric, listMetric } from '../store/tables/progress-metrics.ts';
import { trackProgress } from './track-progress.ts';

const SINCE_EVER = 0;

export interface GoalWish extends GoalChange {
  /** Made by the page, once for each time a goal is begun. */
  readonly id: string;
  readonly member: Member;
  readonly metricType: string;
  readonly atMs: number;
}

const isOpen = ({ status }: Goal): boolean => status === 'active' || status === 'adjusted';

/** The goal that a wish would make; the same checks whether it is only looked at or set. */
function goalOf(db: ReadableDb, zone: string, wish: GoalWish): Result<Goal, GoalRefusal> {
  const { id, member, metricType, targetValue, targetDate, autoAdjust, atMs } = wish;
  const days = localDays(zone);
  const latest = findLatestMetric(db, member.id, metricType)?.value ?? null;
  const judged = judgeGoal({ metricType, startValue: latest, targetValue, targetDate }, days.dayOf(atMs));
  if (!judged.ok) return judged;
  return ok({
    id: id as GoalId,
    memberId: member.id,
    metricType,
    startValue: judged.value,
    currentValue: judged.value,
    targetValue,
    targetDate,
    startDate: days.dateOf(atMs),
    status: 'active',
    autoAdjust,
  });
}

/** How likely a goal is that nobody has set yet, going by the member's readings. Reads only. */
export function previewGoal(
  store: Store,
  wish: GoalWish,
): Result<{ readonly outlook: GoalOutlook; readonly probability: number | null }, GoalRefusal> {
  const made = goalOf(store.db, store.gym.zone, wish);
  if (!made.ok) return made;
  const days = localDays(store.gym.zone);
  const readings = comparableReadings(
    usableReadings(listMetric(store.db, wish.member.id, wish.metricType, SINCE_EVER), wish.atMs),
  );
  const forecast = forecastGoal(made.value, readings, wish.atMs, days);
  return ok({
    outlook: goalOutlook(made.value, forecast, wish.atMs, days),
    probability: forecast.probabilityByTargetDate,
  });
}

/**
 * A member sets a goal: with its fact and what follows from it in one transaction. An id that is a
 * goal of this member already changes nothing.
 * @throws StorageFailed when the disk did not take it
 */
export function setGoal(store: Store, wish: GoalWish): Result<Goal, GoalRefusal> {
  const { member, atMs } = wish;
  return store.write((tx) => {
    const before = findGoal(tx, wish.id);
    if (before !== null) return before.memberId === member.id ? ok(before) : fail('goal_exists');
    const open = listGoals(tx, member.id).filter(isOpen);
    if (open.some(({ metricType }) => metricType === wish.metricType)) return fail('goal_exists');
    if (open.length >= MAX_OPEN_GOALS) return fail('too_many_goals');
    const made = goalOf(tx, store.gym.zone, wish);
    if (!made.ok) return made;
    const goal = made.value;
    store.facts.append(tx, {
      kind: 'goal.set',
      memberId: member.id,
      happenedAtMs: atMs,
      payload: {
        goal_id: goal.id,
        metric_type: goal.metricType,
        start_value: goal.startValue,
        target_value: goal.targetValue,
        start_date: goal.startDate,
        target_date: goal.targetDate,
        auto_adjust: goal.autoAdjust,
      },
    });
    insertGoal(tx, goal, atMs);
    trackProgress(tx, store, member.id, atMs);
    return ok(goal);
  });
}

/**
 * A member moves the target or date of a goal, or lets the product move it or not. A wish that changes
 * nothing leaves no fact.
 * @throws StorageFailed when the disk did not take it
 */
export function adjustOwnGoal(
  store: Store,
  { id, member, atMs, ...change }: Omit<GoalWish, 'metricType'>,
): Result<Goal, GoalRefusal | 'unknown_goal' | 'goal_over'> {
  const { targetValue, targetDate, autoAdjust } = change;
  return store.write((tx) => {
    const goal = findGoal(tx, id);
    if (goal?.memberId !== member.id) return fail('unknown_goal');
    if (goal.status === 'achieved') return fail('goal_over');
    const { status } = goal;
    const changed = changedGoal(goal, { targetValue, targetDate, autoAdjust });
    const isMoved = targetValue !== goal.targetValue || targetDate !== goal.targetDate;
    if (!isMoved && autoAdjust === goal.autoAdjust) return ok(goal);
    if (isMoved) {
      const today = localDays(store.gym.zone).dayOf(atMs);
      const { metricType, startValue } = goal;
      // An unchanged date may be near by now; only a new one has to leave time.
      const judgedOn = targetDate === goal.targetDate ? (dayOfDate(goal.startDate) ?? today) : today;
      const judged = judgeGoal({ metricType, startValue, targetValue, targetDate }, judgedOn);
      if (!judged.ok) return judged;
      if (isReachedAlready(changed)) return fail('too_near');
    }
    store.facts.append(tx, {
      kind: 'goal.changed',
      memberId: member.id,
      happenedAtMs: atMs,
      payload: {
        goal_id: goal.id,
        target_value: targetValue,
        target_date: targetDate,
        auto_adjust: autoAdjust,
        status: isMoved ? 'active' : status,
      },
    });
    changeGoal(tx, changed, atMs);
    trackProgress(tx, store, member.id, atMs);
    return ok(findGoal(tx, id) ?? changed);
  });
}

/**
 * A member gives a goal up: it is gone, and its facts tell that it was there. A second time changes nothing.
 * @throws StorageFailed when the disk did not take it
 */
export function endGoal(
  store: Store,
  { id, member, atMs }: Pick<GoalWish, 'id' | 'member' | 'atMs'>,
): Result<void, 'unknown_goal'> {
  return store.write((tx) => {
    const goal = findGoal(tx, id);
    if (goal?.memberId !== member.id) return fail('unknown_goal');
    store.facts.append(tx, {
      kind: 'goal.ended',
      memberId: member.id,
      happenedAtMs: atMs,
      payload: { goal_id: goal.id },
    });
    deleteGoal(tx, id);
    trackProgress(tx, store, member.id, atMs);
    return ok(undefined);
  });
}
