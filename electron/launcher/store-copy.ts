import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './versions.ts';

/** The database and what belongs to it while nobody has it open. */
const STORE_FILES = ['kiosk.db', 'kiosk.db-wal', 'kiosk.high-water'];
/** Built from the log anew whenever it is opened. */
const SHARED_MEMORY = 'kiosk.db-shm';
const COPIES = 'before-update';
const SET_ASIDE = 'after-update';
/** Copies of more than this many updates are not kept. */
const KEPT_COPIES = 2;

/** Copies the store before a version that never ran here may change it. Done once a version. */
export function copyStoreBefore(version: string, dataDir: string): void {
  const folder = join(dataDir, COPIES, version);
  if (existsSync(folder) || !existsSync(join(dataDir, 'kiosk.db'))) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  for (const name of STORE_FILES) {
    if (!existsSync(join(dataDir, name))) continue;
    copyFileSync(join(dataDir, name), join(unfinished, name), constants.COPYFILE_FICLONE);
    syncFile(join(unfinished, name));
  }
  syncFolder(unfinished);
  renameSync(unfinished, folder);
  syncFolder(join(dataDir, COPIES));
  const former = readdirSync(join(dataDir, COPIES)).filter((name) => name !== version);
  for (const name of former.slice(0, Math.max(0, former.length + 1 - KEPT_COPIES)))
    rmSync(join(dataDir, COPIES, name), { recursive: true, force: true });
}

/**
 * Puts the store back as it was before a version that did not start. What that version left is set aside and
 * never deleted: facts may be in it. The kiosk then begins a new epoch by itself, because its log is shorter.
 * @returns false where there is no copy
 */
export function restoreStoreBefore(version: string, dataDir: string): boolean {
  const folder = join(dataDir, COPIES, version);
  if (!existsSync(join(folder, 'kiosk.db'))) return false;
  const aside = join(dataDir, SET_ASIDE, version);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  // The high-water mark stays: it is what tells that the log became shorter.
  for (const name of ['kiosk.db-wal', 'kiosk.db'])
    if (existsSync(join(dataDir, name)) && !existsSync(join(aside, name)))
      renameSync(join(dataDir, name), join(aside, name));
  rmSync(join(dataDir, SHARED_MEMORY), { force: true });
  syncFolder(aside);
  for (const name of ['kiosk.db-wal', 'kiosk.db']) {
    if (!existsSync(join(folder, name))) continue;
    const next = join(dataDir, `${name}.next`);
    copyFileSync(join(folder, name), next);
    syncFile(next);
    renameSync(next, join(dataDir, name));
  }
  syncFolder(dataDir);
  return true;
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
