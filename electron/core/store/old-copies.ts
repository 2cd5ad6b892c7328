import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BEFORE_MIGRATION = /^kiosk\.db\.before-\d+$/;

/** Deletes copies of the database that were made before its schema changed. @returns how many there were */
export function deleteOldCopies(dataDir: string, beforeMs: number): number {
  const old = readdirSync(dataDir)
    .filter((name) => BEFORE_MIGRATION.test(name))
    .map((name) => join(dataDir, name))
    .filter((path) => statSync(path).mtimeMs < beforeMs);
  for (const path of old) rmSync(path, { force: true });
  return old.length;
}
