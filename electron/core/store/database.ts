import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { migrate, refuseUnknownSchema } from './migrate.ts';
import { migrations } from './migrations/all-migrations.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A handle that may only read. Tables take this type for their queries. */
export type ReadableDb = Database.Database & { readonly [readable]: true };
/** A handle inside a write transaction. Only `write` hands one out. */
export type WritableDb = ReadableDb & { readonly [writable]: true };

/** Pages (of 4 KiB) after which SQLite copies the log back: bounds the log to about 16 MiB. */
const AUTOCHECKPOINT_PAGES = 4_096;
/** SQLite's page cache in KiB (negative means KiB): enough for the indexes of a large gym. */
const CACHE_KIB = -32_768;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the kiosk's database, brings its schema up to date and makes every commit durable.
 * Creates the folder (mode 0700) and the file (mode 0600) where they are missing.
 * @param path file path, or `:memory:`
 * @param nowMs wall clock, for the migration ledger
 * @throws DatabaseFromTheFuture when a newer version of the product wrote the file; it is left untouched
 */
export function openDatabase(path: string, nowMs: number): ReadableDb {
  const inMemory = path === ':memory:';
  if (!inMemory) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const isNew = !inMemory && !existsSync(path);
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  if (isNew) chmodSync(path, 0o600);
  try {
    refuseUnknownSchema(db, migrations);
    // FULL, not NORMAL: a check-in that was confirmed on screen must survive a power cut.
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma(`cache_size = ${CACHE_KIB}`);
    db.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
    migrate(db, path, migrations, nowMs);
    db.pragma('foreign_keys = ON');
  } catch (error) {
    db.close();
    throw error;
  }
  return db as ReadableDb;
}

/**
 * Runs `work` in one write transaction: all of it is durable when this returns, none of it when it
 * throws.
 */
export function write<Value>(db: ReadableDb, work: (tx: WritableDb) => Value): Value {
  return db.transaction(() => work(db as WritableDb)).immediate();
}
