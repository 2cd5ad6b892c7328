import type { MemberId } from '../../../../shared/base/ids.ts';
import type { AdjustedGoal } from '../../../../shared/domain/goals/review-goals.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** What the product changed about a member's goals, oldest first. */
export function listGoalAdjustments(db: ReadableDb, memberId: MemberId): AdjustedGoal[] {
  return sql<AdjustedGoal>(
    db,
    `SELECT id, goal_id AS goalId, kind, from_value AS fromValue, from_date AS fromDate, target_value AS targetValue,
       target_date AS targetDate, adjusted_on AS adjustedOn
     FROM goal_adjustments WHERE user_id = ? ORDER BY adjusted_on`,
  ).all(memberId);
}

/** Keeps a change; one whose id is there already changes nothing. */
export function insertGoalAdjustment(tx: WritableDb, memberId: MemberId, adjusted: AdjustedGoal): void {
  sql(
    tx,
    `INSERT INTO goal_adjustments (id, user_id, goal_id, kind, from_value, from_date, target_value, target_date, adjusted_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    adjusted.id,
    memberId,
    adjusted.goalId,
    adjusted.kind,
    adjusted.fromValue,
    adjusted.fromDate,
    adjusted.targetValue,
    adjusted.targetDate,
    adjusted.adjustedOn,
  );
}
