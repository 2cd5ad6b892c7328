import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { listBackups, readHeld } from './held.ts';
import type { FactKey } from './tables/facts.ts';

/** Copies kept; with one a day, two may be spoiled by a fault that nobody noticed. */
const BACKUPS_KEPT = 3;
/** Pages copied at a time: 1 MiB, so that the disk is free for a check-in many times a second. */
const PAGES_PER_STEP = 256;
/** Rest after each step: together with the copying about half of a slow disk. */
const REST_MS = 10;
/** What is left free for the kiosk itself, beside the copy: weeks of facts. */
const LEAST_FREE_BYTES = 256 * 1_024 * 1_024;
const UNFINISHED = 'unfinished.db';

export type BackUpFailure = 'disk_full' | 'database_damaged' | 'backup_differs' | 'backup_not_kept';
/** Size of the copy, and how many are kept now. */
export type BackUp = Readonly<Record<'bytes' | 'kept', number>>;

/**
 * Copies the database while it is in use, as of one moment, and keeps the copy only when it opens,
 * checks and ends with the same fact, and outlives its own pruning. It gets its name last, so that a file with a backup's name is whole
 * whenever the machine stops. Blocks its thread for as long as the disk takes.
 * @param nowMs wall clock; for whoever reads the copy's name, decides nothing
 */
export async function backUpDatabase(request: {
  readonly databasePath: string;
  readonly folder: string;
  readonly nowMs: number;
}): Promise<Result<BackUp, BackUpFailure>> {
  const { databasePath, folder, nowMs } = request;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, UNFINISHED);
  removeDatabase(unfinished);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < statSync(databasePath).size + LEAST_FREE_BYTES) return fail('disk_full');
  try {
    const lastFact = await copy(databasePath, unfinished);
    const verdict = verify(unfinished, lastFact);
    if (verdict !== null) return fail(verdict);
    const bytes = statSync(unfinished).size;
    const made = join(folder, nameOf(readHeld(unfinished), nowMs));
    renameSync(unfinished, made);
    sync(folder);
    const kept = keepBest(folder, made);
    return existsSync(made) ? ok({ bytes, kept }) : fail('backup_not_kept');
  } catch (error) {
    if (isDiskFull(error)) return fail('disk_full');
    throw error;
  } finally {
    removeDatabase(unfinished);
  }
}

/** @returns the last fact's hash as of the moment that was copied */
async function copy(databasePath: string, to: string): Promise<string | null> {
  const source = new Database(databasePath, { readonly: true, fileMustExist: true });
  let target: number | null = null;
  try {
    // One moment for all of it: without the transaction every write of the kiosk would start the copy over.
    source.exec('BEGIN');
    const lastFact = readLastFact(source);
    // Created here, so that nobody else may ever read it.
    target = openSync(to, 'w', 0o600);
    const file = target;
    await source.backup(to, {
      progress() {
        // On the disk step by step: one large flush at the end would hold up everybody else's.
        fdatasyncSync(file);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, REST_MS);
        return PAGES_PER_STEP;
      },
    });
    return lastFact;
  } finally {
    if (target !== null) closeSync(target);
    source.close();
  }
}

function verify(path: string, lastFact: string | null): BackUpFailure | null {
  const db = new Database(path, { fileMustExist: true });
  try {
    // One file instead of three, so that it can be copied away by hand.
    db.pragma('journal_mode = DELETE');
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'database_damaged';
    return readLastFact(db) === lastFact ? null : 'backup_differs';
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      return 'database_damaged';
    throw error;
  } finally {
    db.close();
    sync(path);
  }
}

function readLastFact(db: Database.Database): string | null {
  const row = db.prepare('SELECT hash FROM facts ORDER BY epoch DESC, seq DESC LIMIT 1').get() as
    { hash: string } | undefined;
  return row?.hash ?? null;
}

/**
 * Deletes all but the copy that was just made and those that hold the most beside it. By what they hold, never by a clock: one that
 * stood years ahead for a night would have every later copy deleted as older.
 * @returns how many there are now
 */
function keepBest(folder: string, made: string): number {
  const others = listBackups(folder).filter(({ path }) => path !== made);
  for (const { path } of others.slice(BACKUPS_KEPT - 1)) rmSync(path, { force: true });
  return Math.min(others.length + 1, BACKUPS_KEPT);
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    rmSync(`${path}${suffix}`, { recursive: true, force: true });
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** `kiosk-0001-000000000042-20260218T030000Z.db`: epoch and number of its last fact; sorts by what it holds. */
function nameOf({ epoch, seq }: FactKey, nowMs: number): string {
  const stamp = `${new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return `kiosk-${String(epoch).padStart(4, '0')}-${String(seq).padStart(12, '0')}-${stamp}.db`;
}

function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'SQLITE_FULL';
}
