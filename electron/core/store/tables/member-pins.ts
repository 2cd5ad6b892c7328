import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** The record of a member's PIN, or null where none is set. */
export function findPinRecord(db: ReadableDb, memberId: MemberId): string | null {
  return (
    sql<{ record: string }>(db, 'SELECT record FROM member_pins WHERE user_id = ?').get(memberId)?.record ??
    null
  );
}

/** Whether anybody could come in by PIN. */
export function hasAnyPin(db: ReadableDb): boolean {
  return sql(db, 'SELECT 1 FROM member_pins LIMIT 1').get() !== undefined;
}

export function savePinRecord(tx: WritableDb, memberId: MemberId, record: string, atMs: number): void {
  sql(
    tx,
    `INSERT INTO member_pins (user_id, record, set_at) VALUES (?, ?, ?)
     ON CONFLICT (user_id) DO UPDATE SET record = excluded.record, set_at = excluded.set_at`,
  ).run(memberId, record, atMs);
}

/** @returns whether there was one */
export function deletePinRecord(tx: WritableDb, memberId: MemberId): boolean {
  return sql(tx, 'DELETE FROM member_pins WHERE user_id = ?').run(memberId).changes > 0;
}

/** Nobody's PIN can be checked any more. */
export function forgetAllPins(tx: WritableDb): void {
  sql(tx, 'DELETE FROM member_pins').run();
}
