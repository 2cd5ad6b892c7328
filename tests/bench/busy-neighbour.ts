import Database from 'better-sqlite3';

/**
 * A process that keeps a processor and the disk busy the way a large kiosk's database does: a scan
 * over every row, a burst of durable writes, a full checkpoint, again and again until it is killed.
 *
 *   node tests/bench/busy-neighbour.ts <database to make> <rows>
 */
const WRITES_PER_ROUND = 20_000;
const WRITES_PER_COMMIT = 1_000;

const [path, rows] = process.argv.slice(2);
const db = new Database(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('wal_autocheckpoint = 0');
db.exec('CREATE TABLE readings (id INTEGER PRIMARY KEY, member INTEGER, at INTEGER, value REAL)');
const insert = db.prepare('INSERT INTO readings (member, at, value) VALUES (?, ?, ?)');
let count = 0;
const fill = db.transaction((times: number) => {
  for (let index = 0; index < times; index += 1) {
    insert.run((count * 7_919) % 100_000, count, count % 200);
    count += 1;
  }
});
while (count < Number(rows)) fill(100_000);
db.pragma('wal_checkpoint(TRUNCATE)');
process.send?.('filled');

const scan = db.prepare('SELECT member % 1000 AS slot, avg(value), max(at) FROM readings GROUP BY slot');
const round = (): void => {
  scan.all();
  for (let written = 0; written < WRITES_PER_ROUND; written += WRITES_PER_COMMIT) fill(WRITES_PER_COMMIT);
  db.pragma('wal_checkpoint(TRUNCATE)');
  // A turn of the event loop, so that the end of the parent is noticed.
  setImmediate(round);
};
process.on('disconnect', () => process.exit(0));
round();
