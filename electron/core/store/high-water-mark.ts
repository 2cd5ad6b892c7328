import { closeSync, constants, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { FactKey } from './tables/facts.ts';

/**
 * Remembers the last fact's key in a file beside the database. A write-ahead log that was truncated
 * or damaged opens without any error on some prefix of the data; only a memory outside it can tell.
 */
export interface HighWaterMark {
  /** What the file says, or null when there is none or it cannot be read. */
  read(): FactKey | null;
  /** Notes a committed fact. Not synced each time: after a power cut it may lag behind, never run ahead. */
  note(key: FactKey): void;
  close(): void;
}

/** Fixed width, so that every note overwrites the one before in a single 32-byte write. */
const WIDTH = 32;

export function createHighWaterMark(path: string): HighWaterMark {
  const isNew = !existsSync(path);
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  // Takes its place on the disk now: on a full one, later notes only write over it.
  if (isNew) writeSync(file, '\n'.padStart(WIDTH), 0, 'latin1');
  return {
    read() {
      const match = /^(\d+) (\d+)\s*$/.exec(readFileSync(path, 'latin1'));
      return match === null ? null : { epoch: Number(match[1]), seq: Number(match[2]) };
    },
    note(key) {
      writeSync(file, `${key.epoch} ${key.seq}`.padEnd(WIDTH - 1) + '\n', 0, 'latin1');
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}
