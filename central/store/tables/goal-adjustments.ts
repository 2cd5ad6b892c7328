import type { GoalId } from '../../../shared/base/ids.ts';
import type { AdjustedGoal } from '../../../shared/domain/goals/review-goals.ts';
import { statement, type Statement } from '../database.ts';

export interface GoalAdjustmentRow {
  id: string;
  goal_id: string;
  kind: AdjustedGoal['kind'];
  from_value: number;
  from_date: string;
  target_value: number;
  target_date: string;
  adjusted_on: string;
}

export function toAdjustedGoal(row: GoalAdjustmentRow): AdjustedGoal {
  return {
    id: row.id,
    goalId: row.goal_id as GoalId,
    kind: row.kind,
    fromValue: row.from_value,
    fromDate: row.from_date,
    targetValue: row.target_value,
    targetDate: row.target_date,
    adjustedOn: row.adjusted_on,
  };
}

/** Keeps changes of a member's goals; one whose id is there already changes nothing. */
export function insertGoalAdjustments(
  gymId: string,
  memberId: string,
  adjusted: readonly AdjustedGoal[],
): Statement {
  return statement(
    `insert into goal_adjustments (gym_id, user_id, id, goal_id, kind, from_value, from_date, target_value,
                                   target_date, adjusted_on)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::float8[], $7::text[], $8::float8[],
                                  $9::text[], $10::text[])
     on conflict do nothing`,
    [
      gymId,
      memberId,
      adjusted.map(({ id }) => id),
      adjusted.map(({ goalId }) => goalId),
      adjusted.map(({ kind }) => kind),
      adjusted.map(({ fromValue }) => fromValue),
      adjusted.map(({ fromDate }) => fromDate),
      adjusted.map(({ targetValue }) => targetValue),
      adjusted.map(({ targetDate }) => targetDate),
      adjusted.map(({ adjustedOn }) => adjustedOn),
    ],
  );
}

/** What the product changed about a member's goals, oldest first. */
export function selectGoalAdjustments(gymId: string, memberId: string): Statement<GoalAdjustmentRow> {
  return statement(
    `select id, goal_id, kind, from_value, from_date, target_value, target_date, adjusted_on
     from goal_adjustments where gym_id = $1 and user_id = $2 order by adjusted_on, id`,
    [gymId, memberId],
  );
}
