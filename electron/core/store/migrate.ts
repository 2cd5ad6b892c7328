import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { copyDatabase } from './old-copies.ts';

/** One step of the schema's history. Frozen once released: its text is part of every ledger. */
export interface Migration {
  /** In steps of 10, so that a fix can be slipped in between two unreleased ones. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The file was written by a newer version of the product; opening it could lose what that version knows. */
export class DatabaseFromTheFuture extends Error {
  override readonly name = 'DatabaseFromTheFuture';
  readonly code = 'database_from_the_future';
}

/** A migration that already ran has another text now: the schema cannot be trusted. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';
  readonly code = 'migration_changed';
}

/**
 * Brings the schema up to the last migration: all missing steps in one transaction, each entered in
 * a ledger with the hash of its text. A file that already holds data is copied to
 * `<path>.before-<version>` first.
 */
export function migrate(
  db: Database.Database,
  path: string,
  migrations: readonly Migration[],
  nowMs: number,
): void {
  const applied = refuseUnknownSchema(db, migrations);
  const missing = migrations.filter((migration) => migration.version > applied);
  if (missing.length === 0) return;
  if (applied > 0 && path !== ':memory:') copyDatabase(db, `${path}.before-${missing[0]!.version}`);
  db.exec(`CREATE TABLE IF NOT EXISTS schema_migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`);
  // Off outside the transaction (inside it the pragma does nothing), so that a rebuilt table does not
  // cascade into its children; the check below makes up for it.
  db.pragma('foreign_keys = OFF');
  const enter = db.prepare(
    'INSERT INTO schema_migrations (version, name, sha256, applied_at) VALUES (?, ?, ?, ?)',
  );
  db.transaction(() => {
    for (const migration of missing) {
      db.exec(migration.sql);
      enter.run(migration.version, migration.name, sha256(migration.sql), nowMs);
    }
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`migration left ${broken.length} rows without their parent`);
  }).exclusive();
}

/**
 * Checks that this version of the product wrote the schema, or none did. Reads only: a file that is
 * refused stays as it is, byte for byte.
 * @returns the last migration that ran, 0 for none
 * @throws DatabaseFromTheFuture or MigrationChanged
 */
export function refuseUnknownSchema(db: Database.Database, migrations: readonly Migration[]): number {
  assertOrdered(migrations);
  const hasLedger =
    db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'`).get() !== undefined;
  if (!hasLedger) return 0;
  const ledger = db.prepare('SELECT version, sha256 FROM schema_migrations ORDER BY version').all() as {
    version: number;
    sha256: string;
  }[];
  for (const entry of ledger) assertKnown(entry, migrations);
  return ledger.at(-1)?.version ?? 0;
}

function assertOrdered(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    const before = migrations[index - 1]?.version ?? 0;
    if (migration.version <= before) throw new Error(`migration ${migration.version} is out of order`);
  });
}

function assertKnown(entry: { version: number; sha256: string }, migrations: readonly Migration[]): void {
  const known = migrations.find((migration) => migration.version === entry.version);
  if (known === undefined) {
    throw new DatabaseFromTheFuture(
      `the database has schema ${entry.version}, this version knows none above ${migrations.at(-1)?.version}`,
    );
  }
  if (sha256(known.sql) !== entry.sha256)
    throw new MigrationChanged(`migration ${entry.version} was changed after it ran`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
