import type { MemberId } from '../../../../shared/base/ids.ts';
import type { SET_ASIDE_CODES } from '../../../../shared/contract/staff-documents.ts';
import type { Reading } from '../../../../shared/contract/readings.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Minutes of a heart-rate session that could not be stored. */
export interface HeartRateMinutes {
  readonly kind: 'heart_rate_minutes';
  readonly device: string;
  readonly at: number;
  readonly session_id: string;
  readonly blocks: readonly { readonly started_at: number; readonly bpm: string }[];
}

/** A check-in by number and PIN that could not be stored. */
export interface PinArrival {
  readonly kind: 'pin';
  readonly device: string;
  readonly at: number;
  /** Null where it failed before it was known who that is. */
  readonly member_id: MemberId | null;
}

/** Whatever came in and could not be stored. */
export type SetAside = Reading | HeartRateMinutes | PinArrival;

/** Why a reading was set aside: a rule of the database stood against it, or something of ours went wrong. */
export type SetAsideCode = (typeof SET_ASIDE_CODES)[number];

/** Where a reading stands in its device's stream. */
export interface Place {
  readonly device: string;
  readonly runId: string;
  readonly seq: number;
}

export interface SetAsideReading {
  readonly id: number;
  readonly code: SetAsideCode;
  readonly reading: SetAside;
}

interface ReadingRow extends Omit<SetAsideReading, 'reading'> {
  readonly reading: string;
}

const toReading = (row: ReadingRow): SetAsideReading => ({
  ...row,
  reading: JSON.parse(row.reading) as SetAside,
});

/** The same reading twice is there once. */
export function insertSetAside(
  tx: WritableDb,
  { device, runId, seq }: Place,
  reading: SetAside,
  code: SetAsideCode,
): void {
  sql(
    tx,
    `INSERT INTO set_aside_readings (device, run_id, seq, code, reading)
     VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(device, runId, seq, code, JSON.stringify(reading));
}

/** Those that wait for staff, newest first. */
export function listSetAside(db: ReadableDb, limit: number): SetAsideReading[] {
  return sql<ReadingRow>(db, 'SELECT id, code, reading FROM set_aside_readings ORDER BY id DESC LIMIT ?')
    .all(limit)
    .map(toReading);
}

/** The oldest beyond so many. */
export function listBeyond(db: ReadableDb, limit: number): SetAsideReading[] {
  return sql<ReadingRow>(
    db,
    'SELECT id, code, reading FROM set_aside_readings ORDER BY id DESC LIMIT -1 OFFSET ?',
  )
    .all(limit)
    .map(toReading);
}

export function countSetAside(db: ReadableDb): number {
  return sql<{ readings: number }>(db, 'SELECT count(*) AS readings FROM set_aside_readings').get()!.readings;
}

export function findSetAside(db: ReadableDb, id: number): SetAsideReading | null {
  const row = sql<ReadingRow>(db, 'SELECT id, code, reading FROM set_aside_readings WHERE id = ?').get(id);
  return row === undefined ? null : toReading(row);
}

export function deleteSetAside(tx: WritableDb, id: number): void {
  sql(tx, 'DELETE FROM set_aside_readings WHERE id = ?').run(id);
}
