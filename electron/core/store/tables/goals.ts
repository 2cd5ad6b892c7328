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

/** Writes where a goal stands, its target and date included where those moved. */
export function updateGoal(tx: WritableDb, goal: Goal, nowMs: number): void {
  sql(
    tx,
    'UPDATE goals SET current_value = ?, status = ?, target_value = ?, target_date = ?, updated_at = ? WHERE id = ?',
  ).run(goal.currentValue, goal.status, goal.targetValue, goal.targetDate, nowMs, goal.id);
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
