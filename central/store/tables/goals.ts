import type { GoalId, MemberId } from '../../../shared/base/ids.ts';
import type { Goal, GoalStatus } from '../../../shared/domain/goals/goal.ts';
import { statement, type Statement } from '../database.ts';

export interface GoalRow {
  goal_id: string;
  member_id: string;
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
    id: row.goal_id as GoalId,
    memberId: row.member_id as MemberId,
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

export function insertGoals(gymId: string, goals: readonly Goal[], nowMs: number): Statement {
  return statement(
    `insert into goals (gym_id, created_at_ms, updated_at_ms, goal_id, member_id, metric_type, start_value, target_value,
                        current_value, start_date, target_date, status, auto_adjust)
     select $1, $2::bigint, $2::bigint, * from unnest($3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::float8[],
                                      $9::text[], $10::text[], $11::text[], $12::boolean[])
     on conflict do nothing`,
    [
      gymId,
      nowMs,
      goals.map((goal) => goal.id),
      goals.map((goal) => goal.memberId),
      goals.map((goal) => goal.metricType),
      goals.map((goal) => goal.startValue),
      goals.map((goal) => goal.targetValue),
      goals.map((goal) => goal.currentValue),
      goals.map((goal) => goal.startDate),
      goals.map((goal) => goal.targetDate),
      goals.map((goal) => goal.status),
      goals.map((goal) => goal.autoAdjust),
    ],
  );
}

/** A member's goals, the nearest target date first. */
export function selectGoals(gymId: string, memberId: string): Statement<GoalRow> {
  return statement(
    `select goal_id, member_id, metric_type, start_value, target_value, current_value, start_date, target_date, status,
            auto_adjust
     from goals where gym_id = $1 and member_id = $2 order by target_date, goal_id`,
    [gymId, memberId],
  );
}

/** Keeps where goals stand now, their targets and dates included where those moved. */
export function updateGoals(gymId: string, goals: readonly Goal[], nowMs: number): Statement {
  return statement(
    `update goals set current_value = now.current_value, status = now.status, target_value = now.target_value,
            target_date = now.target_date, updated_at_ms = $2
     from unnest($3::text[], $4::float8[], $5::text[], $6::float8[], $7::text[])
            as now (goal_id, current_value, status, target_value, target_date)
     where goals.gym_id = $1 and goals.goal_id = now.goal_id`,
    [
      gymId,
      nowMs,
      goals.map((goal) => goal.id),
      goals.map((goal) => goal.currentValue),
      goals.map((goal) => goal.status),
      goals.map((goal) => goal.targetValue),
      goals.map((goal) => goal.targetDate),
    ],
  );
}

export interface ChangedGoal {
  readonly goalId: string;
  readonly memberId: string;
  readonly targetValue: number;
  readonly targetDate: string;
  readonly autoAdjust: boolean;
  readonly status: GoalStatus;
}

/** Writes what members changed about their own goals, each goal once. */
export function changeGoals(gymId: string, changes: readonly ChangedGoal[], nowMs: number): Statement {
  return statement(
    `update goals set target_value = now.target_value, target_date = now.target_date, auto_adjust = now.auto_adjust,
            status = now.status, updated_at_ms = $2
     from unnest($3::text[], $4::text[], $5::float8[], $6::text[], $7::boolean[], $8::text[])
            as now (goal_id, member_id, target_value, target_date, auto_adjust, status)
     where goals.gym_id = $1 and goals.goal_id = now.goal_id and goals.member_id = now.member_id`,
    [
      gymId,
      nowMs,
      changes.map(({ goalId }) => goalId),
      changes.map(({ memberId }) => memberId),
      changes.map(({ targetValue }) => targetValue),
      changes.map(({ targetDate }) => targetDate),
      changes.map(({ autoAdjust }) => autoAdjust),
      changes.map(({ status }) => status),
    ],
  );
}

/** Deletes goals that their members gave up, with what was moved about them. */
export function deleteGoals(
  gymId: string,
  goals: readonly { readonly goalId: string; readonly memberId: string }[],
): Statement {
  return statement(
    `with ended as (
       delete from goals using unnest($2::text[], $3::text[]) as gone (goal_id, member_id)
       where goals.gym_id = $1 and goals.goal_id = gone.goal_id and goals.member_id = gone.member_id
       returning goals.goal_id)
     delete from goal_adjustments where gym_id = $1 and goal_id in (select goal_id from ended)`,
    [gymId, goals.map(({ goalId }) => goalId), goals.map(({ memberId }) => memberId)],
  );
}
