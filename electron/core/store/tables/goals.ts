import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Goal } from '../../../../shared/domain/goals/goal.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

const GOAL = `id, user_id AS memberId, metric_type AS metricType, start_value AS startValue, target_value AS targetValue,
  current_value AS currentValue, start_date AS startDate, target_date AS targetDate, status, auto_adjust AS autoAdjust`;

type GoalRow = Omit<Goal, 'autoAdjust'> & { autoAdjust: 0 | 1 };

const toGoal = (row: GoalRow): Goal => ({ ...row, autoAdjust: row.autoAdjust === 1 });

/** A member's goals, the ones under way first. */
export function listGoals(db: ReadableDb, memberId: MemberId): Goal[] {
  return sql<GoalRow>(
    db,
    `SELECT ${GOAL} FROM goals WHERE user_id = ? ORDER BY status IN ('active', 'adjusted') DESC, target_date`,
  )
    .all(memberId)
    .map(toGoal);
}

/** The goal with this id, whoever's it is, or null. */
export function findGoal(db: ReadableDb, id: string): Goal | null {
  const row = sql<GoalRow>(db, `SELECT ${GOAL} FROM goals WHERE id = ?`).get(id);
  return row === undefined ? null : toGoal(row);
}

/** Writes what a member changed about a goal. */
export function changeGoal(tx: WritableDb, goal: Goal, nowMs: number): void {
  sql(
    tx,
    'UPDATE goals SET target_value = ?, target_date = ?, auto_adjust = ?, status = ?, updated_at = ? WHERE id = ?',
  ).run(goal.targetValue, goal.targetDate, goal.autoAdjust ? 1 : 0, goal.status, nowMs, goal.id);
}

export function deleteGoal(tx: WritableDb, id: string): void {
  sql(tx, 'DELETE FROM goals WHERE id = ?').run(id);
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
