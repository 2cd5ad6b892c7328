import Database from 'better-sqlite3';
import { openDatabase, type ReadableDb } from '../../../electron/core/store/database.ts';

let image: Buffer | null = null;

/** A kiosk's database in memory, as one that was just made: the schema is written once for all of a file's. */
export function emptyDatabase(): ReadableDb {
  image ??= imageOfNew();
  const db = new Database(image);
  db.pragma('foreign_keys = ON');
  return db as unknown as ReadableDb;
}

function imageOfNew(): Buffer {
  const db = openDatabase(':memory:', 0);
  const bytes = db.serialize();
  db.close();
  return bytes;
}
