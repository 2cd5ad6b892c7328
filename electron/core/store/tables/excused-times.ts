import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ExcusedTime } from '../../../../shared/domain/attendance/excused-weeks.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Whether it is known that the gym is closed then. */
export function hasClosure(db: ReadableDb, { from, to }: ExcusedTime): boolean {
  return (
    sql(db, 'SELECT 1 FROM gym_closures WHERE from_date = ? AND to_date = ?').get(from, to) !== undefined
  );
}

/** Whether it is known that this membership is frozen then. */
export function hasFreeze(db: ReadableDb, memberId: MemberId, { from, to }: ExcusedTime): boolean {
  return (
    sql(db, 'SELECT 1 FROM membership_freezes WHERE user_id = ? AND from_date = ? AND to_date = ?').get(
      memberId,
      from,
      to,
    ) !== undefined
  );
}

/** All times in which nobody expects this member: the gym's closures and their own freezes. */
export function listExcusedTimes(db: ReadableDb, memberId: MemberId): readonly ExcusedTime[] {
  return sql<ExcusedTime>(
    db,
    `SELECT from_date AS "from", to_date AS "to" FROM gym_closures
     UNION ALL SELECT from_date, to_date FROM membership_freezes WHERE user_id = ?`,
  ).all(memberId);
}
