import type { ClassId, MemberId, VisitId } from '../../../shared/base/ids.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import { statement, type Statement } from '../database.ts';

export interface VisitRow {
  visit_id: string;
  member_id: string;
  checked_in_at_ms: number;
  class_id: string | null;
}

export function toVisit(row: VisitRow): Visit {
  return {
    id: row.visit_id as VisitId,
    memberId: row.member_id as MemberId,
    checkedInAtMs: row.checked_in_at_ms,
    classId: row.class_id as ClassId | null,
  };
}

/** A member's visits, oldest first. */
export function selectVisits(gymId: string, memberId: string): Statement<VisitRow> {
  return statement(
    `select visit_id, member_id, checked_in_at_ms, class_id from visits
     where gym_id = $1 and member_id = $2 order by checked_in_at_ms, visit_id`,
    [gymId, memberId],
  );
}

/** Visits of some of a gym's members since a time, each member's together and in order. */
export function sampleVisits(
  gymId: string,
  sinceMs: number,
  members: number,
): Statement<{ member_id: string; checked_in_at_ms: number }> {
  return statement(
    `select member_id, checked_in_at_ms from visits
     where gym_id = $1 and checked_in_at_ms >= $2 and member_id in
       (select member_id from users where gym_id = $1 order by md5(member_id) limit $3)
     order by member_id, checked_in_at_ms`,
    [gymId, sinceMs, members],
  );
}
