import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Weighing } from '../../../../shared/domain/weigh-in/weighing.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** A weighing that is nobody's yet. */
export interface UnclaimedReading extends Weighing {
  /** Who was at the screen around that time. */
  readonly candidates: readonly MemberId[];
}

interface Row {
  readonly id: string;
  readonly device: string;
  readonly kg: number;
  readonly sent: string | null;
  readonly fields: string | null;
  readonly atMs: number;
  readonly candidates: string;
}

const READING = `id, device, kg, sent, fields, weighed_at AS atMs,
  (SELECT json_group_array(user_id) FROM unclaimed_reading_candidates WHERE reading_id = id) AS candidates`;

function toReading({ sent, fields, candidates, ...row }: Row): UnclaimedReading {
  return {
    ...row,
    sent: sent === null ? null : (JSON.parse(sent) as Weighing['sent']),
    fields: fields === null ? null : (JSON.parse(fields) as Weighing['fields']),
    candidates: JSON.parse(candidates) as MemberId[],
  };
}

/** All of them, oldest first. */
export function listUnclaimed(db: ReadableDb): UnclaimedReading[] {
  return sql<Row>(db, `SELECT ${READING} FROM unclaimed_readings ORDER BY weighed_at, id`)
    .all()
    .map(toReading);
}

/** Those a member may be asked about since `sinceMs`, latest first. */
export function listUnclaimedOf(db: ReadableDb, memberId: MemberId, sinceMs: number): UnclaimedReading[] {
  return sql<Row>(
    db,
    `SELECT ${READING} FROM unclaimed_readings
     WHERE id IN (SELECT reading_id FROM unclaimed_reading_candidates WHERE user_id = ?) AND weighed_at >= ?
     ORDER BY weighed_at DESC, id`,
  )
    .all(memberId, sinceMs)
    .map(toReading);
}

export function findUnclaimed(db: ReadableDb, id: string): UnclaimedReading | null {
  const row = sql<Row>(db, `SELECT ${READING} FROM unclaimed_readings WHERE id = ?`).get(id);
  return row === undefined ? null : toReading(row);
}

/** Another night passed over everything that lies there. */
export function countNight(tx: WritableDb): void {
  sql(tx, 'UPDATE unclaimed_readings SET nights = nights + 1').run();
}

/** Those that have lain there for so many nights, oldest first. */
export function listLyingFor(db: ReadableDb, nights: number): UnclaimedReading[] {
  return sql<Row>(db, `SELECT ${READING} FROM unclaimed_readings WHERE nights >= ? ORDER BY weighed_at, id`)
    .all(nights)
    .map(toReading);
}

/** Notes who was at the screen around the time of a weighing. */
export function insertCandidates(tx: WritableDb, id: string, candidates: readonly MemberId[]): void {
  for (const memberId of candidates) {
    sql(
      tx,
      'INSERT INTO unclaimed_reading_candidates (reading_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ).run(id, memberId);
  }
}

/** The member said that it was not them. */
export function dropCandidate(tx: WritableDb, id: string, memberId: MemberId): void {
  sql(tx, 'DELETE FROM unclaimed_reading_candidates WHERE reading_id = ? AND user_id = ?').run(id, memberId);
}
