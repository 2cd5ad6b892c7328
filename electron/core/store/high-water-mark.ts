import { closeSync, constants, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile } from './small-file.ts';
import type { FactKey } from './tables/facts.ts';

export const HIGH_WATER_FILE = 'kiosk.high-water';

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
const BLANK = '\n'.padStart(WIDTH);

export function createHighWaterMark(path: string): HighWaterMark {
  const isNew = !existsSync(path);
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  // Takes its place on the disk now: on a full one, later notes only write over it.
  if (isNew) writeSync(file, BLANK, 0, 'latin1');
  return {
    read: () => parse(readFileSync(path, 'latin1')),
    note(key) {
      writeSync(file, `${key.epoch} ${key.seq}`.padEnd(WIDTH - 1) + '\n', 0, 'latin1');
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

export type Memory =
  | { readonly state: 'known'; readonly key: FactKey }
  /** Nothing was noted yet. */
  | { readonly state: 'blank' }
  /** There is no such file: a new kiosk, or one whose memory was left behind or taken away. */
  | { readonly state: 'absent' }
  /** It was written over: nobody knows what it said. */
  | { readonly state: 'damaged' };

/** What the kiosk remembers of its log, before anything is opened. */
export function readMemory(dataDir: string): Memory {
  const file = readSmallFile(join(dataDir, HIGH_WATER_FILE));
  if (file.state === 'absent') return { state: 'absent' };
  if (file.state === 'no_file') return { state: 'damaged' };
  const key = parse(file.text);
  if (key !== null) return { state: 'known', key };
  return file.text === BLANK ? { state: 'blank' } : { state: 'damaged' };
}

function parse(text: string): FactKey | null {
  const match = /^(\d{1,9}) (\d{1,15})\s*$/.exec(text);
  return match === null ? null : { epoch: Number(match[1]), seq: Number(match[2]) };
}
