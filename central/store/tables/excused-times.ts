import type { ExcusedTime } from '../../../shared/domain/attendance/excused-weeks.ts';
import { statement, type Statement } from '../database.ts';

/** A time in which a membership is frozen. */
export interface MembershipFreeze extends ExcusedTime {
  readonly memberId: string;
}

/** Notes when the gym is closed; what is known already stays as it is. Answers with what was not known. */
export function insertClosures(
  gymId: string,
  closures: readonly ExcusedTime[],
): Statement<{ from_date: string }> {
  return statement(
    `insert into gym_closures (gym_id, from_date, to_date)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing returning from_date`,
    [gymId, closures.map(({ from }) => from), closures.map(({ to }) => to)],
  );
}

/** Notes when memberships are frozen; what is known already stays as it is. */
export function insertFreezes(gymId: string, freezes: readonly MembershipFreeze[]): Statement {
  return statement(
    `insert into membership_freezes (gym_id, member_id, from_date, to_date)
     select $1, * from unnest($2::text[], $3::text[], $4::text[]) on conflict do nothing`,
    [
      gymId,
      freezes.map(({ memberId }) => memberId),
      freezes.map(({ from }) => from),
      freezes.map(({ to }) => to),
    ],
  );
}

/** All times in which nobody expects this member: the gym's closures and their own freezes. */
export function selectExcusedTimes(gymId: string, memberId: string): Statement<{ from: string; to: string }> {
  return statement(
    `select from_date as "from", to_date as "to" from gym_closures where gym_id = $1
     union all
     select from_date, to_date from membership_freezes where gym_id = $1 and member_id = $2`,
    [gymId, memberId],
  );
}
