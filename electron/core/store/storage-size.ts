import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface StorageSize {
  /** The database with its log, bytes. */
  readonly databaseBytes: number;
  /** Every file in the data folder, bytes. */
  readonly dataBytes: number;
  /** What this user may still write, bytes. */
  readonly freeBytes: number;
}

/** How much room the kiosk's data takes, and how much is left. */
export function readStorageSize(dataDir: string): StorageSize {
  let databaseBytes = 0;
  let dataBytes = 0;
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const size = sizeOf(join(entry.parentPath, entry.name));
    dataBytes += size;
    if (/^kiosk\.db(-wal)?$/.test(entry.name)) databaseBytes += size;
  }
  const { bavail, bsize } = statfsSync(dataDir);
  return { databaseBytes, dataBytes, freeBytes: bavail * bsize };
}

/** A file that went away since the folder was listed takes no room. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
