import type { ClassId, MemberId, VisitId } from '../../../shared/base/ids.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import { statement, type Statement } from '../database.ts';

export interface VisitRow {
  id: string;
  user_id: string;
  checked_in_at: number;
  class_id: string | null;
}

export function toVisit(row: VisitRow): Visit {
  return {
    id: row.id as VisitId,
    memberId: row.user_id as MemberId,
    checkedInAtMs: row.checked_in_at,
    classId: row.class_id as ClassId | null,
  };
}

/** A member's visits, oldest first. */
export function selectVisits(gymId: string, memberId: string): Statement<VisitRow> {
  return statement(
    `select id, user_id, checked_in_at, class_id from counted_visits
     where gym_id = $1 and user_id = $2 order by checked_in_at, id`,
    [gymId, memberId],
  );
}

/** Visits of some of a gym's members since a time, each member's together and in order. */
export function sampleVisits(
  gymId: string,
  sinceMs: number,
  members: number,
): Statement<{ user_id: string; checked_in_at: number }> {
  return statement(
    `select user_id, checked_in_at from counted_visits
     where gym_id = $1 and checked_in_at >= $2 and user_id in
       (select id from users where gym_id = $1 order by md5(id) limit $3)
     order by user_id, checked_in_at`,
    [gymId, sinceMs, members],
  );
}

/** Every time that these members were let in, at whichever door. */
export function selectArrivals(
  gymId: string,
  userIds: readonly string[],
): Statement<{ user_id: string; id: string; checked_in_at: number; repeats: string | null }> {
  return statement(
    `select user_id, id, checked_in_at, repeats from visits
     where gym_id = $1 and user_id = any($2::text[]) order by user_id, checked_in_at`,
    [gymId, userIds],
  );
}

/** Says of arrivals which visit they repeat; null for those that are visits. */
export function updateRepeats(
  gymId: string,
  arrivals: readonly { readonly userId: string; readonly id: string; readonly repeats: string | null }[],
): Statement {
  return statement(
    `update visits set repeats = given.repeats
     from unnest($2::text[], $3::text[], $4::text[]) as given (user_id, id, repeats)
     where visits.gym_id = $1 and visits.user_id = given.user_id and visits.id = given.id`,
    [
      gymId,
      arrivals.map(({ userId }) => userId),
      arrivals.map(({ id }) => id),
      arrivals.map(({ repeats }) => repeats),
    ],
  );
}
