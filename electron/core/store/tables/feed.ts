import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** How far the feed of a central server is known. */
export interface KnownFeed {
  /** Where the next page begins; null for the beginning. */
  readonly cursor: string | null;
  /** By central's clock: everything stored there before is known here. */
  readonly asOfMs: number;
}

/** Null where nothing was ever read. */
export function findFeed(db: ReadableDb, centralUrl: string): KnownFeed | null {
  return (
    sql<KnownFeed>(db, 'SELECT cursor, as_of AS asOfMs FROM feed_cursors WHERE central_url = ?').get(
      centralUrl,
    ) ?? null
  );
}

export function saveFeed(tx: WritableDb, centralUrl: string, { cursor, asOfMs }: KnownFeed): void {
  sql(
    tx,
    `INSERT INTO feed_cursors (central_url, cursor, as_of) VALUES (?, ?, ?)
     ON CONFLICT (central_url) DO UPDATE SET cursor = excluded.cursor, as_of = excluded.as_of`,
  ).run(centralUrl, cursor, asOfMs);
}

/** Everything is read anew from the beginning; what is known already stays as it is. */
export function forgetCursors(tx: WritableDb): void {
  sql(tx, 'UPDATE feed_cursors SET cursor = NULL').run();
}

/** Keeps a fact as it came, until a version comes that understands it. */
export function parkFact(
  tx: WritableDb,
  { kioskId, epoch, seq }: { kioskId: string; epoch: number; seq: number },
  fact: string,
): void {
  sql(
    tx,
    'INSERT INTO parked_facts (kiosk_id, epoch, seq, fact) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(kioskId, epoch, seq, fact);
}

/** All that are parked, as they came. */
export function listParked(db: ReadableDb): { kioskId: string; epoch: number; seq: number; fact: string }[] {
  return sql<{ kioskId: string; epoch: number; seq: number; fact: string }>(
    db,
    'SELECT kiosk_id AS kioskId, epoch, seq, fact FROM parked_facts ORDER BY kiosk_id, epoch, seq',
  ).all();
}

export function unpark(tx: WritableDb, key: { kioskId: string; epoch: number; seq: number }): void {
  sql(tx, 'DELETE FROM parked_facts WHERE kiosk_id = ? AND epoch = ? AND seq = ?').run(
    key.kioskId,
    key.epoch,
    key.seq,
  );
}
