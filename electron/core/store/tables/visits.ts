import { DAY_MS } from '../../../../shared/base/clock.ts';
import type { MemberId, VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/domain/visits/visit.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

const VISIT = 'id, user_id AS memberId, checked_in_at AS checkedInAtMs, class_id AS classId';

/** A member's visits since `sinceMs`, oldest first. */
export function listVisits(db: ReadableDb, memberId: MemberId, sinceMs: number): Visit[] {
  return sql<Visit>(
    db,
    `SELECT ${VISIT} FROM counted_visits WHERE user_id = ? AND checked_in_at >= ? ORDER BY checked_in_at`,
  ).all(memberId, sinceMs);
}

/** The member's latest visit in (afterMs, beforeMs), or null. */
export function findVisitBetween(
  db: ReadableDb,
  memberId: MemberId,
  afterMs: number,
  beforeMs: number,
): Visit | null {
  return (
    sql<Visit>(
      db,
      `SELECT ${VISIT} FROM counted_visits
       WHERE user_id = ? AND checked_in_at > ? AND checked_in_at < ? ORDER BY checked_in_at DESC LIMIT 1`,
    ).get(memberId, afterMs, beforeMs) ?? null
  );
}

export function hasVisit(db: ReadableDb, memberId: MemberId, id: VisitId): boolean {
  return sql(db, 'SELECT 1 FROM visits WHERE user_id = ? AND id = ?').get(memberId, id) !== undefined;
}

/** A visit of the gym's day, as staff see it. */
export interface Arrival {
  readonly visitId: VisitId;
  readonly checkedInAtMs: number;
  readonly memberNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly className: string | null;
}

/** Who came since then, the latest first. */
export function listArrivals(db: ReadableDb, sinceMs: number, limit: number): Arrival[] {
  return sql<Arrival>(
    db,
    `SELECT visits.id AS visitId, checked_in_at AS checkedInAtMs, member_number AS memberNumber,
       first_name AS firstName, last_name AS lastName, classes.name AS className
     FROM counted_visits AS visits JOIN members AS users ON users.id = visits.user_id LEFT JOIN classes ON classes.id = visits.class_id
     WHERE checked_in_at >= ? ORDER BY checked_in_at DESC LIMIT ?`,
  ).all(sinceMs, limit);
}

/**
 * When the day began that was so many days with visits ago; days nobody came do not count. A clock that
 * stands years ahead for a night puts one such day there, not thousands.
 * @returns null where there are not so many
 */
export function findVisitingDay(db: ReadableDb, daysAgo: number): number | null {
  const row = sql<{ day: number }>(
    db,
    'SELECT DISTINCT checked_in_at / 86400000 AS day FROM visits ORDER BY day DESC LIMIT 1 OFFSET ?',
  ).get(daysAgo - 1);
  return row === undefined ? null : row.day * DAY_MS;
}

export function countArrivals(db: ReadableDb, sinceMs: number): number {
  return (
    sql<{ visits: number }>(db, 'SELECT count(*) AS visits FROM counted_visits WHERE checked_in_at >= ?').get(
      sinceMs,
    )?.visits ?? 0
  );
}
