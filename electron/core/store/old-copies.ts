import { chmodSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';

const BEFORE_CHANGE = /^kiosk\.db\.before-(\d+|rebuild)$/;

/** Copies the file as it is now. What an interrupted attempt left behind is written over. */
export function copyDatabase(db: Database.Database, path: string): void {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  db.prepare('VACUUM INTO ?').run(unfinished);
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, path);
}

/** Deletes copies of the database that were made before its schema changed or its rows were rebuilt. @returns how many there were */
export function deleteOldCopies(dataDir: string, beforeMs: number): number {
  const old = readdirSync(dataDir)
    .filter((name) => BEFORE_CHANGE.test(name))
    .map((name) => join(dataDir, name))
    .filter((path) => statSync(path).mtimeMs < beforeMs);
  for (const path of old) rmSync(path, { force: true });
  return old.length;
}
