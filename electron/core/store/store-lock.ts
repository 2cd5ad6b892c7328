import { join } from 'node:path';
import Database from 'better-sqlite3';
import { moveInto, newDamaged } from './set-aside.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';

const LOCK_FILE = 'kiosk.lock';
const OWNER_FILE = 'kiosk.lock-owner';

/** Held for as long as this process lives; the system lets go of it with the process, however that ends. */
export interface StoreLock {
  release(): void;
}

/**
 * Takes the data folder for this process. SQLite's own exclusive lock on an empty file: it works on every
 * system that SQLite works on, and no file is left behind that could be stale.
 * @returns null while another process has it
 * @throws where the disk fails
 */
export function takeStoreLock(dataDir: string): StoreLock | null {
  const lock = lockFile(dataDir);
  if (lock === null) return null;
  try {
    writeSmallFile(join(dataDir, OWNER_FILE), `${process.pid} ${process.ppid}\n`);
  } catch {
    // Only for whoever comes second, to know whether waiting helps.
  }
  return { release: () => void lock.close() };
}

function lockFile(dataDir: string): Database.Database | null {
  const path = join(dataDir, LOCK_FILE);
  for (const isSecondTry of [false, true]) {
    let db: Database.Database | null = null;
    try {
      db = new Database(path, { timeout: 0 });
      db.exec('BEGIN EXCLUSIVE');
      return db;
    } catch (error) {
      db?.close();
      if (isLocked(error)) return null;
      // Nobody holds a file that is no lock: out of the way with it, once.
      if (isSecondTry || !isNoLock(error, path)) throw error;
      moveInto(newDamaged(dataDir), dataDir, [LOCK_FILE]);
    }
  }
  return null;
}

/**
 * Whether the holder of the lock is on its way out: what supervised it is gone, so it ends by itself
 * once it has finished. Not known counts as that.
 */
export function isOwnerLeaving(dataDir: string): boolean {
  const file = readSmallFile(join(dataDir, OWNER_FILE));
  const owner = file.state === 'text' ? /^(\d+) (\d+)\s*$/.exec(file.text) : null;
  if (owner === null) return true;
  return !isAlive(Number(owner[1])) || !isAlive(Number(owner[2]));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code);
}

function isNoLock(error: unknown, path: string): boolean {
  if (!(error instanceof Database.SqliteError)) return false;
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) return true;
  return error.code.startsWith('SQLITE_CANTOPEN') && readSmallFile(path).state === 'no_file';
}
