import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Goal } from '../../../../shared/domain/goals/goal.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** A member's goals, the ones under way first. */
export function listGoals(db: ReadableDb, memberId: MemberId): Goal[] {
  const rows = sql<Omit<Goal, 'autoAdjust'> & { autoAdjust: 0 | 1 }>(
    db,
    `SELECT id, user_id AS memberId, metric_type AS metricType, start_value AS startValue, target_value AS targetValue,
       current_value AS currentValue, start_date AS startDate, target_date AS targetDate, status, auto_adjust AS autoAdjust
     FROM goals WHERE user_id = ? ORDER BY status IN ('active', 'adjusted') DESC, target_date`,
  ).all(memberId);
  return rows.map((row) => ({ ...row, autoAdjust: row.autoAdjust === 1 }));
}

/** When each of the member's reached goals was found to be reached. */
export function listGoalsReachedAtMs(db: ReadableDb, memberId: MemberId): number[] {
  return sql<{ updatedAtMs: number }>(
    db,
    `SELECT updated_at AS updatedAtMs FROM goals WHERE user_id = ? AND status = 'achieved'`,
  )
    .all(memberId)
    .map(({ updatedAtMs }) => updatedAtMs);
}

/** Writes where a goal stands. */
export function updateGoal(
  tx: WritableDb,
  goal: Pick<Goal, 'id' | 'currentValue' | 'status'>,
  nowMs: number,
): void {
  sql(tx, 'UPDATE goals SET current_value = ?, status = ?, updated_at = ? WHERE id = ?').run(
    goal.currentValue,
    goal.status,
    nowMs,
    goal.id,
  );
}

export function insertGoal(tx: WritableDb, goal: Goal, nowMs: number): void {
  sql(
    tx,
    `INSERT INTO goals (id, user_id, metric_type, target_value, current_value, start_value, start_date, target_date,
       status, auto_adjust, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    goal.id,
    goal.memberId,
    goal.metricType,
    goal.targetValue,
    goal.currentValue,
    goal.startValue,
    goal.startDate,
    goal.targetDate,
    goal.status,
    goal.autoAdjust ? 1 : 0,
    nowMs,
    nowMs,
  );
}
