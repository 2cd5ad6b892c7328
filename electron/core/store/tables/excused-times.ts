import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ExcusedTime } from '../../../../shared/domain/attendance/excused-weeks.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Notes that the gym is closed. @returns false when it was known already */
export function insertClosure(tx: WritableDb, { from, to }: ExcusedTime): boolean {
  return (
    sql(tx, 'INSERT OR IGNORE INTO gym_closures (from_date, to_date) VALUES (?, ?)').run(from, to).changes > 0
  );
}

/** Notes that a membership is frozen. @returns false when it was known already */
export function insertFreeze(tx: WritableDb, memberId: MemberId, { from, to }: ExcusedTime): boolean {
  return (
    sql(tx, 'INSERT OR IGNORE INTO membership_freezes (user_id, from_date, to_date) VALUES (?, ?, ?)').run(
      memberId,
      from,
      to,
    ).changes > 0
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
