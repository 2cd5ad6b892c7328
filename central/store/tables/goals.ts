import type { GoalId, MemberId } from '../../../shared/base/ids.ts';
import type { Goal, GoalStatus } from '../../../shared/domain/goals/goal.ts';
import { statement, type Statement } from '../database.ts';

export interface GoalRow {
  id: string;
  user_id: string;
  metric_type: string;
  start_value: number;
  target_value: number;
  current_value: number;
  start_date: string;
  target_date: string;
  status: GoalStatus;
  auto_adjust: boolean;
}

export function toGoal(row: GoalRow): Goal {
  return {
    id: row.id as GoalId,
    memberId: row.user_id as MemberId,
    metricType: row.metric_type,
    startValue: row.start_value,
    targetValue: row.target_value,
    currentValue: row.current_value,
    startDate: row.start_date,
    targetDate: row.target_date,
    status: row.status,
    autoAdjust: row.auto_adjust,
  };
}

/** A member's goals, the nearest target date first; one of which only a change arrived so far is left out. */
export function selectGoals(gymId: string, memberId: string): Statement<GoalRow> {
  return statement(
    `select id, user_id, metric_type, start_value, target_value, current_value, start_date, target_date, status,
            auto_adjust
     from goals where gym_id = $1 and user_id = $2 and metric_type is not null order by target_date, id`,
    [gymId, memberId],
  );
}

/** Keeps where goals stand now, their targets and dates included where those moved. */
export function updateGoals(gymId: string, goals: readonly Goal[], nowMs: number): Statement {
  return statement(
    `update goals set current_value = now.current_value, status = now.status, target_value = now.target_value,
            target_date = now.target_date, updated_at = $2
     from unnest($3::text[], $4::text[], $5::float8[], $6::text[], $7::float8[], $8::text[])
            as now (user_id, id, current_value, status, target_value, target_date)
     where goals.gym_id = $1 and goals.user_id = now.user_id and goals.id = now.id`,
    [
      gymId,
      nowMs,
      goals.map((goal) => goal.memberId),
      goals.map((goal) => goal.id),
      goals.map((goal) => goal.currentValue),
      goals.map((goal) => goal.status),
      goals.map((goal) => goal.targetValue),
      goals.map((goal) => goal.targetDate),
    ],
  );
}

/**
 * Deletes those of some goals that their members gave up, with what was moved about them. Run while their
 * members' reviews are locked it sees both facts, whichever transaction brought either.
 */
export function deleteEndedGoals(gymId: string, goalIds: readonly string[]): Statement {
  return statement(
    `with ended as (
       delete from goals using ended_goals e
       where goals.gym_id = $1 and goals.id = any($2::text[])
         and e.gym_id = goals.gym_id and e.user_id = goals.user_id and e.id = goals.id
       returning goals.user_id, goals.id)
     delete from goal_adjustments a using ended
     where a.gym_id = $1 and a.user_id = ended.user_id and a.goal_id = ended.id`,
    [gymId, goalIds],
  );
}
