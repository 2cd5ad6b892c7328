import type { GoalId } from '../../shared/base/ids.ts';
import type { Fact } from '../../shared/domain/facts/fact.ts';
import type { GoalStatus } from '../../shared/domain/goals/goal.ts';
import type { SqlRunner } from '../store/database.ts';
import { changeGoals, deleteGoals, insertGoals } from '../store/tables/goals.ts';
import { ownedFacts } from './facts-of-kind.ts';

/**
 * Brings what members decided about their goals into the table: set, then the last change of each, then
 * ended. A kiosk tells of one goal in that order, and of a goal that ended nothing more.
 * @returns whose goals were touched
 */
export async function applyGoals(
  sql: SqlRunner,
  gymId: string,
  facts: readonly Fact[],
  nowMs: number,
): Promise<{ readonly memberId: string }[]> {
  const set = ownedFacts(facts, 'goal.set');
  const changed = new Map(
    ownedFacts(facts, 'goal.changed')
      .toSorted((left, right) => left.happenedAtMs - right.happenedAtMs)
      .map((fact) => [fact.payload.goal_id, fact]),
  );
  const ended = ownedFacts(facts, 'goal.ended');
  if (set.length > 0) {
    const goals = set.map(({ memberId, payload }) => ({
      id: payload.goal_id as GoalId,
      memberId,
      metricType: payload.metric_type,
      startValue: payload.start_value,
      currentValue: payload.start_value,
      targetValue: payload.target_value,
      startDate: payload.start_date,
      targetDate: payload.target_date,
      status: 'active' as GoalStatus,
      autoAdjust: payload.auto_adjust,
    }));
    await sql.query(
      insertGoals(
        gymId,
        goals.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
        nowMs,
      ),
    );
  }
  if (changed.size > 0) {
    const changes = [...changed.values()].map(({ memberId, payload }) => ({
      goalId: payload.goal_id,
      memberId,
      targetValue: payload.target_value,
      targetDate: payload.target_date,
      autoAdjust: payload.auto_adjust,
      status: payload.status,
    }));
    await sql.query(changeGoals(gymId, changes, nowMs));
  }
  if (ended.length > 0) {
    const ends = ended.map(({ memberId, payload }) => ({ goalId: payload.goal_id, memberId }));
    await sql.query(deleteGoals(gymId, ends));
  }
  return [...set, ...changed.values(), ...ended].map(({ memberId }) => ({ memberId }));
}
