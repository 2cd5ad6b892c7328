import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Heart rate once a second of everybody who trains: `bpm(strap, second)`. */
export interface Workout {
  readonly straps: number;
  readonly seconds: number;
  readonly bpm: (strap: number, second: number) => number;
}

/** Stores a whole workout durably in a new file in the folder. */
export type Keeper = (folder: string, workout: Workout) => void;

const ROWS_PER_COMMIT = 1_000;
const WEEK_SECONDS = 7 * 86_400;
const CHECKPOINT_PAGES = 16_384;

function openDurable(folder: string, schema: string): Database.Database {
  const db = new Database(join(folder, 'floor.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.exec(schema);
  return db;
}

function close(db: Database.Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Calls `store` with every sample in the order of time, a thousand a transaction. */
function eachSample(
  db: Database.Database,
  { straps, seconds, bpm }: Workout,
  store: (strap: number, second: number, value: number) => void,
  afterBatch: () => void,
): void {
  const total = straps * seconds;
  const batch = db.transaction((from: number) => {
    const end = Math.min(total, from + ROWS_PER_COMMIT);
    for (let index = from; index < end; index += 1) {
      const strap = index % straps;
      const second = Math.floor(index / straps);
      store(strap, second, bpm(strap, second));
    }
    afterBatch();
  });
  for (let from = 0; from < total; from += ROWS_PER_COMMIT) batch(from);
}

/** A minute of each strap in one blob, all straps in one commit; nothing else. */
export const packedMinutes: Keeper = (folder, { straps, seconds, bpm }) => {
  const db = openDurable(
    folder,
    'CREATE TABLE blocks (strap INTEGER, minute INTEGER, bpm BLOB, PRIMARY KEY (strap, minute)) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT INTO blocks VALUES (?, ?, ?)');
  const commit = db.transaction((minute: number) => {
    for (let strap = 0; strap < straps; strap += 1) {
      const block = Buffer.alloc(60);
      for (let second = 0; second < 60; second += 1) block[second] = bpm(strap, minute * 60 + second);
      insert.run(strap, minute, block);
    }
  });
  for (let minute = 0; minute < seconds / 60; minute += 1) commit(minute);
  close(db);
};

/** One row a sample, clustered by strap and time, with weekly sums kept beside and a packed outbox row a batch. */
export const rowsWithSums: Keeper = (folder, workout) => {
  const db = openDurable(
    folder,
    `CREATE TABLE samples (strap INTEGER, metric INTEGER, at INTEGER, bpm REAL, PRIMARY KEY (strap, metric, at)) WITHOUT ROWID;
     CREATE TABLE weeks (strap INTEGER, metric INTEGER, week INTEGER, count INTEGER, sum REAL, PRIMARY KEY (strap, metric, week)) WITHOUT ROWID;
     CREATE TABLE outbox (id INTEGER PRIMARY KEY, batch BLOB)`,
  );
  const insert = db.prepare('INSERT INTO samples VALUES (?, 1, ?, ?)');
  const upsert = db.prepare(
    `INSERT INTO weeks VALUES (?, 1, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum`,
  );
  const queue = db.prepare('INSERT INTO outbox (batch) VALUES (?)');
  const sums = new Map<number, { count: number; sum: number }>();
  let week = 0;
  const store = (strap: number, second: number, bpm: number): void => {
    insert.run(strap, second, bpm);
    week = Math.floor(second / WEEK_SECONDS);
    const sum = sums.get(strap) ?? { count: 0, sum: 0 };
    sum.count += 1;
    sum.sum += bpm;
    sums.set(strap, sum);
  };
  eachSample(db, workout, store, () => {
    for (const [strap, { count, sum }] of sums) upsert.run(strap, week, count, sum);
    sums.clear();
    queue.run(Buffer.alloc(ROWS_PER_COMMIT * 3));
  });
  close(db);
};

/** One row a sample at the end of a table without index: as fast as rows go. */
export const appendedRows: Keeper = (folder, workout) => {
  const db = openDurable(folder, 'CREATE TABLE samples (strap INTEGER, at INTEGER, bpm INTEGER)');
  const insert = db.prepare('INSERT INTO samples VALUES (?, ?, ?)');
  eachSample(
    db,
    workout,
    (strap, second, bpm) => void insert.run(strap, second, bpm),
    () => undefined,
  );
  close(db);
};
