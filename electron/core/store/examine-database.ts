import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { ReadableDb } from './database.ts';
import { checkTail } from './fact-log.ts';
import { findKioskIdentity } from './tables/kiosk.ts';

/** SQLite's default, which the product never changed. */
export const PAGE_BYTES = 4_096;
/** Up to this size everything is read before anything is confirmed: a third of a second on a slow disk. */
const WHOLE_CHECK_BYTES = 48 * 1_024 * 1_024;
/** Tables of a large database that are read whole all the same: small, and everything hangs on them. */
const ALWAYS_WHOLE: ReadonlySet<string> = new Set([
  'kiosk', 'users', 'cards', 'straps', 'device_cursors', 'central_pairings', 'jobs',
]); // prettier-ignore
/** Rows read at both ends of every other table of a large database. */
const ROWS_AT_ENDS = 200;
/** Pages of a large database looked at for having been wiped. */
const PAGES_SAMPLED = 512;
/** Last facts whose hashes and links are checked. */
const FACTS_CHECKED = 256;
const FILES = ['', '-wal', '-shm', '-journal'];

export type Damage =
  /** There is something else in a file's place. */
  | 'not_a_file'
  | 'not_a_database'
  /** Pages, indexes or rows do not fit together. */
  | 'database_damaged'
  /** The file is empty or gone, although there were facts in it. */
  | 'database_missing'
  /** The database is whole, but its last facts were changed. */
  | 'facts_damaged';

export type Examination =
  | { readonly verdict: 'absent' }
  /** `isWhole`: everything was read, not only a sample. */
  | { readonly verdict: 'sound'; readonly isWhole: boolean; readonly hasFacts: boolean }
  | { readonly verdict: 'damaged'; readonly code: Damage; readonly detail: string };

const damaged = (code: Damage, detail: string): Examination => ({ verdict: 'damaged', code, detail });

/**
 * Looks at a database before anything is confirmed on it, without changing a byte: a write-ahead log that
 * belongs to another file, pages that were wiped or written over, a file that was cut. A small one is read
 * whole; of a large one a sample, in bounded time.
 * @param isSuspect something was found wrong with it before: it is read whole whatever its size
 * @throws where the disk fails: that says nothing about the database
 */
export function examineDatabase(path: string, { isSuspect }: { isSuspect: boolean }): Examination {
  for (const suffix of FILES) {
    const found = lstatSync(`${path}${suffix}`, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) return damaged('not_a_file', suffix || 'kiosk.db');
  }
  const bytes = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes === 0) return { verdict: 'absent' };
  let db: ReadableDb | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true }) as ReadableDb;
    // Read only, so that closing it copies no foreign log into it.
    db.exec('BEGIN');
    const isWhole = isSuspect || bytes <= WHOLE_CHECK_BYTES;
    const problem = isWhole ? checkWhole(db) : checkSample(db, path);
    if (problem !== null) return damaged('database_damaged', problem);
    return checkFacts(db) ?? { verdict: 'sound', isWhole, hasFacts: hasFacts(db) };
  } catch (error) {
    const code = damageOf(error);
    if (code === null) throw error;
    return damaged(code, (error as Error).message);
  } finally {
    db?.close();
  }
}

/** What an error of SQLite says about the file itself; null for one that does not. */
export function damageOf(error: unknown): Extract<Damage, 'not_a_database' | 'database_damaged'> | null {
  if (!(error instanceof Database.SqliteError)) return null;
  if (error.code.startsWith('SQLITE_NOTADB')) return 'not_a_database';
  // A page beyond the end of a file that was cut.
  return /^SQLITE_(CORRUPT|IOERR_SHORT_READ|FORMAT)/.test(error.code) ? 'database_damaged' : null;
}

function checkWhole(db: ReadableDb): string | null {
  const said = db.pragma('integrity_check(1)', { simple: true }) as string;
  if (said !== 'ok') return said;
  const orphans = db.pragma('foreign_key_check') as unknown[];
  return orphans.length === 0 ? null : `${orphans.length} rows without their parent`;
}

function checkSample(db: ReadableDb, path: string): string | null {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  for (const table of tables) {
    if (ALWAYS_WHOLE.has(table)) {
      const said = db.pragma(`integrity_check(${table})`, { simple: true }) as string;
      if (said !== 'ok') return said;
    } else readEnds(db, table);
  }
  return checkPages(db, path);
}

/** Walks down both edges of a table: damage there throws. */
function readEnds(db: ReadableDb, table: string): void {
  const keys = (db.pragma(`table_info(${table})`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk > 0)
    .toSorted((left, right) => left.pk - right.pk)
    .map(({ name }) => name);
  for (const direction of ['ASC', 'DESC']) {
    const order = keys.length === 0 ? `rowid ${direction}` : keys.map((key) => `${key} ${direction}`).join();
    db.prepare(`SELECT * FROM ${table} ORDER BY ${order} LIMIT ${ROWS_AT_ENDS}`).all();
  }
}

/** Whether the file is as long as it says, and no page of a sample is blank that should not be. */
function checkPages(db: ReadableDb, path: string): string | null {
  const pages = db.pragma('page_count', { simple: true }) as number;
  const free = db.pragma('freelist_count', { simple: true }) as number;
  const file = openSync(path, 'r');
  try {
    const inFile = Math.floor(fstatSync(file).size / PAGE_BYTES);
    const inLog = (lstatSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    if (!inLog && inFile < pages) return `cut off after page ${inFile} of ${pages}`;
    // Deleted rows leave blank pages behind, since they are overwritten.
    if (free > 0 || inLog) return null;
    const page = Buffer.alloc(PAGE_BYTES);
    const step = Math.max(1, Math.floor(inFile / PAGES_SAMPLED));
    for (let number = 0; number < inFile; number += step) {
      readSync(file, page, 0, PAGE_BYTES, number * PAGE_BYTES);
      if (page.every((byte) => byte === 0)) return `page ${number + 1} is blank`;
    }
    return null;
  } finally {
    closeSync(file);
  }
}

function hasTables(db: ReadableDb): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'facts'`).get() !== undefined;
}

function hasFacts(db: ReadableDb): boolean {
  return hasTables(db) && db.prepare('SELECT 1 FROM facts LIMIT 1').get() !== undefined;
}

function checkFacts(db: ReadableDb): Examination | null {
  const identity = hasTables(db) ? findKioskIdentity(db) : null;
  if (identity === null) return null;
  const tail = checkTail(db, identity, FACTS_CHECKED);
  return tail.ok ? null : damaged('facts_damaged', `${tail.code} at ${tail.at.epoch}/${tail.at.seq}`);
}
