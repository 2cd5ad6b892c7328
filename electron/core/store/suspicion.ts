import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile, writeSmallFile } from './small-file.ts';

/** Beside the database: something was found wrong with it, and the next start reads it whole first. */
const SUSPECT_FILE = 'kiosk.suspect';

/** Has the next start read the whole database before anything else. Never throws: the disk may be what is wrong. */
export function markSuspect(dataDir: string, why: string): void {
  try {
    writeSmallFile(join(dataDir, SUSPECT_FILE), `${why}\n`);
  } catch {
    // The next start takes its sample, and the background reads the rest.
  }
}

export function isSuspect(dataDir: string): boolean {
  return readSmallFile(join(dataDir, SUSPECT_FILE)).state !== 'absent';
}

export function clearSuspicion(dataDir: string): void {
  rmSync(join(dataDir, SUSPECT_FILE), { recursive: true, force: true });
}
