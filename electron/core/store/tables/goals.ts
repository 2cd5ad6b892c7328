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
    `SELECT ${GOAL} FROM goals WHERE user_id = ? AND metric_type IS NOT NULL ORDER BY status IN ('active', 'adjusted') DESC, target_date`,
  )
    .all(memberId)
    .map(toGoal);
}

/** A member's goal, or null. */
export function findGoal(db: ReadableDb, memberId: MemberId, id: string): Goal | null {
  const row = sql<GoalRow>(
    db,
    `SELECT ${GOAL} FROM goals WHERE user_id = ? AND id = ? AND metric_type IS NOT NULL`,
  ).get(memberId, id);
  return row === undefined ? null : toGoal(row);
}

/** Whether a member gave a goal up: its id is no goal's again. */
export function isEnded(db: ReadableDb, memberId: MemberId, id: string): boolean {
  return sql(db, 'SELECT 1 FROM ended_goals WHERE user_id = ? AND id = ?').get(memberId, id) !== undefined;
}

/** Writes what a review concludes about a goal: where it stands, its target and date included where those moved. */
export function updateGoal(tx: WritableDb, goal: Goal, nowMs: number): void {
  sql(
    tx,
    `UPDATE goals SET current_value = ?, status = ?, target_value = ?, target_date = ?, updated_at = ?
     WHERE user_id = ? AND id = ?`,
  ).run(goal.currentValue, goal.status, goal.targetValue, goal.targetDate, nowMs, goal.memberId, goal.id);
}
