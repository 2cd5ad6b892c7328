import { DAY_MS } from '../../../../shared/base/clock.ts';
import type { HeartRateSessionId, MemberId } from '../../../../shared/base/ids.ts';
import type { HeartRateSession } from '../../../../shared/domain/heart-rate/heart-rate-session.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

export type EndReason = 'finished' | 'silence' | 'left';

/** A minute at most of one session, one byte a second. */
export interface HeartRateBlock {
  readonly startedAtMs: number;
  readonly bpm: Uint8Array;
}

const SESSION = `id, user_id AS memberId, sensor_id AS sensor, started_at AS startedAtMs, ended_at AS endedAtMs`;

/** Sessions that nobody ended yet: what a restarted core goes on with. */
export function listRunningSessions(db: ReadableDb): (HeartRateSession & { readonly device: string })[] {
  return sql<HeartRateSession & { device: string }>(
    db,
    `SELECT ${SESSION}, device FROM heart_rate_sessions
     WHERE ended_at IS NULL AND started_at IS NOT NULL ORDER BY started_at`,
  ).all();
}

/** Whose session it is, and which. */
export interface SessionKey {
  readonly memberId: MemberId;
  readonly id: HeartRateSessionId;
}

/** Whether somebody wears that strap, or that member one, as far as the store knows. */
export function isRunning(db: ReadableDb, memberId: MemberId, sensorId: string): boolean {
  return listRunningSessions(db).some(
    (session) => session.memberId === memberId || session.sensor === sensorId,
  );
}

/** Whether a session was begun and not ended. */
export function isOpenSession(db: ReadableDb, { memberId, id }: SessionKey): boolean {
  return (
    sql(db, 'SELECT 1 FROM heart_rate_sessions WHERE user_id = ? AND id = ? AND ended_at IS NULL').get(
      memberId,
      id,
    ) !== undefined
  );
}

/** When a session of this strap was last finished by hand, or null. */
export function findLastFinish(db: ReadableDb, sensorId: string): number | null {
  return (
    sql<{ endedAtMs: number | null }>(
      db,
      `SELECT max(ended_at) AS endedAtMs FROM heart_rate_sessions WHERE sensor_id = ? AND end_reason = 'finished'`,
    ).get(sensorId)?.endedAtMs ?? null
  );
}

/** Whether the member wore a strap at any time between the two. */
export function hasSessionBetween(
  db: ReadableDb,
  memberId: MemberId,
  fromMs: number,
  untilMs: number,
): boolean {
  return (
    sql(
      db,
      `SELECT 1 FROM heart_rate_sessions
       WHERE user_id = ? AND started_at < ? AND (ended_at IS NULL OR ended_at > ?) LIMIT 1`,
    ).get(memberId, untilMs, fromMs) !== undefined
  );
}

/** A clock that is set while somebody trains may end a session before its own seconds; by no more than this. */
const CLOCK_SLACK_MS = DAY_MS;
/** Blocks lie in the order of time: those of one session are looked for where it took place. */
const BLOCKS_OF_SESSION = `b.started_at >= s.started_at
  AND b.started_at <= coalesce(s.ended_at + ${CLOCK_SLACK_MS}, ${Number.MAX_SAFE_INTEGER})
  AND b.session_id = s.id AND b.user_id = s.user_id`;

/** A session's blocks, oldest first. */
export function listBlocks(db: ReadableDb, { memberId, id }: SessionKey): HeartRateBlock[] {
  return sql<HeartRateBlock>(
    db,
    `SELECT b.started_at AS startedAtMs, b.bpm
     FROM heart_rate_sessions s CROSS JOIN heart_rate_blocks b ON ${BLOCKS_OF_SESSION}
     WHERE s.user_id = ? AND s.id = ? ORDER BY b.started_at`,
  ).all(memberId, id);
}

/**
 * Sessions that ended before a time, that still have their blocks, and of which central has every
 * fact: they began before the oldest fact it has not taken, and none of theirs was set aside.
 */
export function listSyncedSessions(db: ReadableDb, beforeMs: number, limit: number): SessionKey[] {
  return sql<SessionKey>(
    db,
    `WITH waiting AS (SELECT epoch, seq FROM outbox WHERE state = 'pending' ORDER BY epoch, seq LIMIT 1),
       unsent AS (SELECT epoch, seq, happened_at FROM facts WHERE (epoch, seq) IN (SELECT epoch, seq FROM waiting)),
       set_aside AS (SELECT f.payload ->> '$.session_id' AS id FROM outbox o JOIN facts f USING (epoch, seq)
                     WHERE o.state = 'quarantined' AND f.kind GLOB 'heart_rate.*')
     SELECT s.user_id AS memberId, s.id FROM heart_rate_sessions s
     WHERE s.ended_at < ?
       AND EXISTS (SELECT 1 FROM heart_rate_blocks b WHERE ${BLOCKS_OF_SESSION})
       AND NOT EXISTS (SELECT 1 FROM unsent u
                       WHERE (s.fact_epoch, s.fact_seq) >= (u.epoch, u.seq) OR s.ended_at >= u.happened_at)
       AND s.id NOT IN (SELECT id FROM set_aside WHERE id IS NOT NULL)
     ORDER BY s.ended_at LIMIT ?`,
  ).all(beforeMs, limit);
}

/** Forgets the seconds of one session; its summary stays. @returns how many blocks there were */
export function deleteBlocks(tx: WritableDb, { memberId, id }: SessionKey): number {
  return sql(
    tx,
    `DELETE FROM heart_rate_blocks WHERE (started_at, session_id, user_id) IN
       (SELECT b.started_at, b.session_id, b.user_id
        FROM heart_rate_sessions s CROSS JOIN heart_rate_blocks b ON ${BLOCKS_OF_SESSION}
        WHERE s.user_id = ? AND s.id = ?)`,
  ).run(memberId, id).changes;
}
