import type { MemberId } from '../../../../shared/base/ids.ts';
import { NO_MEMBER_TRIES, type MemberPinTries } from '../../../../shared/domain/pins/pin-tries.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Numbers nobody has whose tries are remembered; the longest untouched make way. Members' own never do. */
const MOST_STRANGE_NUMBERS = 1_000;

/** Whose tries: the number as a keyed hash, and the member where one has it. */
export interface TriedNumber {
  readonly numberHash: string;
  readonly memberId: MemberId | null;
}

const TRIES = 'failed, wait_until AS waitUntilMs';

/** Wrong PINs typed with that number since its last right one. */
export function findMemberPinTries(db: ReadableDb, numberHash: string): MemberPinTries {
  return (
    sql<MemberPinTries>(db, `SELECT ${TRIES} FROM member_pin_tries WHERE number_hash = ?`).get(numberHash) ??
    NO_MEMBER_TRIES
  );
}

/** The same for a member. */
export function findPinTriesOf(db: ReadableDb, memberId: MemberId): MemberPinTries {
  return (
    sql<MemberPinTries>(
      db,
      `SELECT ${TRIES} FROM member_pin_tries WHERE user_id = ? ORDER BY failed DESC LIMIT 1`,
    ).get(memberId) ?? NO_MEMBER_TRIES
  );
}

export function saveMemberPinTries(
  tx: WritableDb,
  { numberHash, memberId }: TriedNumber,
  tries: MemberPinTries,
  atMs: number,
): void {
  sql(
    tx,
    `INSERT INTO member_pin_tries (number_hash, user_id, failed, wait_until, tried_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (number_hash) DO UPDATE SET user_id = excluded.user_id, failed = excluded.failed,
       wait_until = excluded.wait_until, tried_at = excluded.tried_at`,
  ).run(numberHash, memberId, tries.failed, tries.waitUntilMs, atMs);
  if (memberId !== null) return;
  sql(
    tx,
    `DELETE FROM member_pin_tries WHERE number_hash IN (
       SELECT number_hash FROM member_pin_tries WHERE user_id IS NULL ORDER BY tried_at DESC LIMIT -1 OFFSET ?)`,
  ).run(MOST_STRANGE_NUMBERS);
}

/** The count starts anew. @returns whether anything was counted */
export function clearMemberPinTries(tx: WritableDb, memberId: MemberId): boolean {
  return sql(tx, 'DELETE FROM member_pin_tries WHERE user_id = ?').run(memberId).changes > 0;
}

/** When the kiosk's bucket of tries is full again; 0 before the first try. */
export function findKioskTriesFullAt(db: ReadableDb): number {
  return (
    sql<{ fullAtMs: number }>(db, 'SELECT full_at AS fullAtMs FROM kiosk_pin_tries').get()?.fullAtMs ?? 0
  );
}

export function saveKioskTriesFullAt(tx: WritableDb, fullAtMs: number): void {
  sql(
    tx,
    `INSERT INTO kiosk_pin_tries (one, full_at) VALUES (1, ?)
     ON CONFLICT (one) DO UPDATE SET full_at = excluded.full_at`,
  ).run(fullAtMs);
}
