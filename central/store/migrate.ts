import { createHash } from 'node:crypto';
import { statement, type CentralDatabase } from './database.ts';

/** One frozen step of the schema. */
export interface Migration {
  /** 10, 20, 30 … in the order they apply. */
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

/** The stored schema and this program do not belong together; starting would damage data. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
}

/** Any constant will do; it only has to be the same in every server process ("tcck" as bytes). */
const MIGRATION_LOCK = 0x7463_636b;

const CREATE_LEDGER = `
  create table if not exists schema_migrations (
    id integer primary key,
    name text not null,
    sha256 text not null,
    applied_at_ms bigint not null
  )`;

interface LedgerRow {
  id: number;
  name: string;
  sha256: string;
}

function digest(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

function assertKnown(ledger: readonly LedgerRow[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const row of ledger) {
    const migration = known.get(row.id);
    if (migration === undefined) {
      throw new SchemaMismatch(
        `the database was written by a newer program: migration ${row.id} ${row.name}`,
      );
    }
    if (digest(migration) !== row.sha256) {
      throw new SchemaMismatch(`migration ${row.id} ${row.name} is not the one that was applied`);
    }
  }
}

/**
 * Brings the schema up to date, all pending steps in one transaction; two servers that start
 * together take turns.
 * @throws SchemaMismatch when the database is newer than this program or its history differs
 */
export async function migrate(
  database: CentralDatabase,
  migrations: readonly Migration[],
  nowMs: number,
): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query(statement('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]));
    await sql.script(CREATE_LEDGER);
    const ledger = await sql.query(
      statement<LedgerRow>('select id, name, sha256 from schema_migrations order by id'),
    );
    assertKnown(ledger, migrations);
    const applied = new Set(ledger.map((row) => row.id));
    for (const migration of migrations) {
      if (applied.has(migration.id)) continue;
      await sql.script(migration.sql);
      await sql.query(
        statement('insert into schema_migrations (id, name, sha256, applied_at_ms) values ($1, $2, $3, $4)', [
          migration.id,
          migration.name,
          digest(migration),
          nowMs,
        ]),
      );
    }
  });
}
