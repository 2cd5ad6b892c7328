import { statement, type Statement } from '../database.ts';

/** All times in which nobody expects this member: the gym's closures and their own freezes. */
export function selectExcusedTimes(gymId: string, memberId: string): Statement<{ from: string; to: string }> {
  return statement(
    `select from_date as "from", to_date as "to" from gym_closures where gym_id = $1
     union all
     select from_date, to_date from membership_freezes where gym_id = $1 and user_id = $2`,
    [gymId, memberId],
  );
}

/** When the gym is closed, first things first. */
export function selectClosures(gymId: string): Statement<{ from: string; to: string }> {
  return statement(
    'select from_date as "from", to_date as "to" from gym_closures where gym_id = $1 order by from_date, to_date',
    [gymId],
  );
}
