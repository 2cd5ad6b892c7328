import { dayOfDate } from '../../../shared/base/calendar-days.ts';
import type { GoalId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { goalOutlook, type GoalOutlook } from '../../../shared/domain/goals/goal-outlook.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import type { Goal } from '../../../shared/domain/goals/goal.ts';
import {
  changedGoal,
  isReachedAlready,
  judgeGoal,
  judgeTarget,
  MAX_OPEN_GOALS,
  type GoalChange,
  type GoalRefusal,
} from '../../../shared/domain/goals/judge-goal.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { metricForecaster } from '../../../shared/domain/progress/recent-readings.ts';
import type { ReadableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { findGoal, isEnded, listGoals } from '../store/tables/goals.ts';
import { findLatestMetric, listMetricWithTimes } from '../store/tables/progress-metrics.ts';
import { trackProgress } from '../progress/track-progress.ts';

export interface GoalWish extends GoalChange {
  /** Made by the page, once for each time a goal is begun. */
  readonly id: string;
  readonly member: Member;
  readonly metricType: string;
  readonly atMs: number;
}

/** The goal that a wish would make; the same checks whether it is only looked at or set. */
function goalOf(db: ReadableDb, zone: string, wish: GoalWish): Result<Goal, GoalRefusal> {
  const { id, member, metricType, targetValue, targetDate, autoAdjust, atMs } = wish;
  const days = localDays(zone);
  const latest = findLatestMetric(db, member.id, metricType, atMs);
  const judged = judgeGoal({ metricType, latest, targetValue, targetDate }, atMs, days);
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

/** What a wish would make of a goal there is; the same checks whether it is only looked at or done. */
function changeOf(goal: Goal, wish: GoalChange, atMs: number, zone: string): Result<Goal, GoalRefusal> {
  const { targetValue, targetDate, autoAdjust } = wish;
  const changed = changedGoal(goal, { targetValue, targetDate, autoAdjust });
  if (targetValue === goal.targetValue && targetDate === goal.targetDate) return ok(changed);
  const today = localDays(zone).dayOf(atMs);
  // An unchanged date may be near by now; only a new one has to leave time.
  const judgedOn = targetDate === goal.targetDate ? (dayOfDate(goal.startDate) ?? today) : today;
  const judged = judgeTarget(
    { metricType: goal.metricType, targetValue, targetDate },
    goal.startValue,
    judgedOn,
  );
  if (!judged.ok) return judged;
  return isReachedAlready(changed) ? fail('too_near') : ok(changed);
}

/**
 * How likely a goal is that nobody has set yet, or one that would be changed: the very forecast that
 * the goal has once it is stored. Reads only.
 */
export function previewGoal(
  store: Store,
  wish: GoalWish,
): Result<{ readonly outlook: GoalOutlook; readonly probability: number | null }, GoalRefusal | 'goal_over'> {
  const { member, metricType, atMs } = wish;
  const { db, gym } = store;
  const before = findGoal(db, member.id, wish.id);
  if (before?.status === 'achieved') return fail('goal_over');
  const made = before !== null ? changeOf(before, wish, atMs, gym.zone) : goalOf(db, gym.zone, wish);
  if (!made.ok) return made;
  const days = localDays(gym.zone);
  const readings = listMetricWithTimes(db, member.id, metricType);
  const forecast = metricForecaster(metricType, readings, atMs, days)(made.value);
  return ok({
    outlook: goalOutlook(made.value, forecast, null, atMs, days),
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
    const before = findGoal(tx, member.id, wish.id);
    if (before !== null) return ok(before);
    // Given up in the meantime: a press that comes late must not bring it to life again.
    if (isEnded(tx, member.id, wish.id)) return fail('goal_exists');
    const open = listGoals(tx, member.id).filter(isOpenGoal);
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
    const goal = findGoal(tx, member.id, id);
    if (goal === null) return fail('unknown_goal');
    if (goal.status === 'achieved') return fail('goal_over');
    const { status } = goal;
    const wanted = changeOf(goal, change, atMs, store.gym.zone);
    if (!wanted.ok) return wanted;
    const changed = wanted.value;
    const isMoved = targetValue !== goal.targetValue || targetDate !== goal.targetDate;
    if (!isMoved && autoAdjust === goal.autoAdjust) return ok(goal);
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
    trackProgress(tx, store, member.id, atMs);
    return ok(findGoal(tx, member.id, id) ?? changed);
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
    const goal = findGoal(tx, member.id, id);
    if (goal === null) return fail('unknown_goal');
    store.facts.append(tx, {
      kind: 'goal.ended',
      memberId: member.id,
      happenedAtMs: atMs,
      payload: { goal_id: goal.id },
    });
    trackProgress(tx, store, member.id, atMs);
    return ok(undefined);
  });
}
