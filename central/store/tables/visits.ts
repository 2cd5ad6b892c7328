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
    `select id, user_id, checked_in_at, class_id from visits
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
    `select user_id, checked_in_at from visits
     where gym_id = $1 and checked_in_at >= $2 and user_id in
       (select id from users where gym_id = $1 order by md5(id) limit $3)
     order by user_id, checked_in_at`,
    [gymId, sinceMs, members],
  );
}
