import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { FactKey } from './tables/facts.ts';

/** What a copy of the database holds: its last fact. Clocks may lie about which copy is newer, this does not. */
export interface HeldCopy extends FactKey {
  readonly path: string;
}

/** Where copies of the database are kept. */
export const BACKUP_FOLDER = 'backups';
/** Also those that an older version named by the clock alone. */
const BACKUP_NAME = /^kiosk-[0-9TZ-]+\.db$/;
const BEFORE_MIGRATION = /^kiosk\.db\.before-\d+$/;

/** Backups in a folder, the one that holds the most first; those that cannot be read hold nothing. */
export function listBackups(folder: string): HeldCopy[] {
  return copiesIn(folder, BACKUP_NAME);
}

/** Every copy there is of a kiosk's database, the one that holds the most first. */
export function listCopies(dataDir: string): HeldCopy[] {
  return [...listBackups(join(dataDir, BACKUP_FOLDER)), ...copiesIn(dataDir, BEFORE_MIGRATION)].toSorted(
    byHeld,
  );
}

/** The one that holds more first; of two that hold the same, the one whose name comes later. */
export function byHeld(left: HeldCopy, right: HeldCopy): number {
  return right.epoch - left.epoch || right.seq - left.seq || (left.path < right.path ? 1 : -1);
}

function copiesIn(folder: string, name: RegExp): HeldCopy[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => join(folder, file))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, ...readHeld(path) }))
    .toSorted(byHeld);
}

/** The last fact a copy holds; 0/0 where it has none or cannot be read. */
export function readHeld(path: string): FactKey {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const last = db.prepare('SELECT epoch, seq FROM facts ORDER BY epoch DESC, seq DESC LIMIT 1').get();
    return (last as FactKey | undefined) ?? { epoch: 0, seq: 0 };
  } catch {
    return { epoch: 0, seq: 0 };
  } finally {
    db?.close();
  }
}
