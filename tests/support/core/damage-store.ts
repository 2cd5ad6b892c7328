import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seededRandom } from '../seeded-random.ts';

const PAGE = 4_096;

/** A way a store's files are found after a power cut, a bad disk, or a hand that meant well. */
export interface StoreDamage {
  readonly what: string;
  /** @param older a whole copy of the database from earlier */
  readonly apply: (dataDir: string, older: string) => void;
  /** Whether the database itself is past use; otherwise it is what stands beside it. */
  readonly isDatabase: boolean;
}

const db = (dataDir: string): string => join(dataDir, 'kiosk.db');

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

function replaceByFolder(path: string): void {
  rmSync(path, { force: true });
  mkdirSync(path);
}

function randomBytes(count: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
}

export const DATABASE_DAMAGES: readonly StoreDamage[] = [
  {
    what: 'an older copy put in place under the log of the newer one',
    apply: (dataDir, older) => {
      copyFileSync(older, db(dataDir));
      rmSync(`${db(dataDir)}-shm`, { force: true });
    },
    isDatabase: true,
  },
  {
    what: 'a file cut in half',
    apply: (dataDir) => truncateSync(db(dataDir), Math.floor(statSync(db(dataDir)).size / 2 / PAGE) * PAGE),
    isDatabase: true,
  },
  {
    what: 'a file cut in the middle of a page',
    apply: (dataDir) =>
      truncateSync(db(dataDir), Math.floor((statSync(db(dataDir)).size * 0.6) / PAGE) * PAGE + 100),
    isDatabase: true,
  },
  {
    // The log is written into the file first: it may hold the page that is wiped.
    what: 'a header of zeros',
    apply(dataDir) {
      const database = new Database(db(dataDir));
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
      overwrite(db(dataDir), 0, new Uint8Array(100));
    },
    isDatabase: true,
  },
  {
    what: 'four pages of zeros at the front, and none in the log',
    apply(dataDir) {
      rmSync(`${db(dataDir)}-wal`);
      overwrite(db(dataDir), 0, new Uint8Array(4 * PAGE));
    },
    isDatabase: true,
  },
  {
    what: 'nothing but zeros',
    apply: (dataDir) => writeFileSync(db(dataDir), new Uint8Array(statSync(db(dataDir)).size)),
    isDatabase: true,
  },
  {
    what: 'four pages written over with random bytes',
    apply(dataDir) {
      const pages = statSync(db(dataDir)).size / PAGE;
      for (const share of [0.2, 0.4, 0.6, 0.8])
        overwrite(db(dataDir), Math.floor(pages * share) * PAGE, randomBytes(PAGE, share * 10));
    },
    isDatabase: true,
  },
  {
    what: 'a file of random bytes',
    apply: (dataDir) => writeFileSync(db(dataDir), randomBytes(40 * PAGE, 7)),
    isDatabase: true,
  },
  { what: 'an empty file', apply: (dataDir) => writeFileSync(db(dataDir), ''), isDatabase: true },
  { what: 'no file at all', apply: (dataDir) => rmSync(db(dataDir)), isDatabase: true },
  {
    what: 'a folder where the file should be',
    apply: (dataDir) => replaceByFolder(db(dataDir)),
    isDatabase: true,
  },
  {
    what: 'a folder where the log should be',
    apply: (dataDir) => replaceByFolder(`${db(dataDir)}-wal`),
    isDatabase: true,
  },
];

export const NEIGHBOUR_DAMAGES: readonly StoreDamage[] = ['kiosk.high-water', 'kiosk-identity.json'].flatMap(
  (name): StoreDamage[] => [
    {
      what: `${name} of random bytes`,
      apply: (dataDir) => writeFileSync(join(dataDir, name), randomBytes(32, 3)),
      isDatabase: false,
    },
    {
      what: `${name} that is empty`,
      apply: (dataDir) => writeFileSync(join(dataDir, name), ''),
      isDatabase: false,
    },
    {
      what: `a folder in place of ${name}`,
      apply: (dataDir) => replaceByFolder(join(dataDir, name)),
      isDatabase: false,
    },
  ],
);

/** Copies a store's files as they are now, as a power cut or a kill leaves them. */
export function copyStore(from: string, to: string): void {
  for (const name of ['kiosk.db', 'kiosk.db-wal', 'kiosk.high-water', 'kiosk-identity.json']) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
}

export function bytesOf(path: string): Buffer {
  return readFileSync(path);
}
