import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate, type Migration } from '../../../electron/core/store/migrate.ts';

/**
 * Run as a process of its own: `node migrate-and-die.ts <folder> <step>` migrates the folder's
 * kiosk.db from 10 to 30 and kills itself at that step: 0 is before the first statement, 6 after the last.
 */

/** Statements that call `die_at`, an SQL function below, between real changes. */
const dyingMigrations: readonly Migration[] = [
  { version: 10, name: 'tags', sql: 'CREATE TABLE tags (code TEXT) STRICT' },
  {
    version: 20,
    name: 'colours',
    sql: `SELECT die_at(0); ALTER TABLE tags ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'; SELECT die_at(1);
      UPDATE tags SET colour = 'red'; SELECT die_at(2)`,
  },
  {
    version: 30,
    name: 'sizes',
    sql: `SELECT die_at(3); CREATE TABLE sizes (code TEXT, cm REAL) STRICT; SELECT die_at(4);
      INSERT INTO sizes SELECT code, 1.0 FROM tags; SELECT die_at(5)`,
  },
];

const [folder, step] = process.argv.slice(2);
const db = new Database(join(folder ?? '', 'kiosk.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.function('die_at', (at) => {
  if (at === Number(step)) process.kill(process.pid, 'SIGKILL');
  return 0;
});
migrate(db, db.name, dyingMigrations, 2);
if (step === '6') process.kill(process.pid, 'SIGKILL');
