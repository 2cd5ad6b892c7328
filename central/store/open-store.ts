import type { Log } from '../../shared/base/log.ts';
import { statement, type CentralDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { hasPgliteDatabase, openPgliteDatabase } from './pglite-database.ts';
import { openPostgresqlDatabase } from './postgresql-database.ts';

/** Where central keeps its data: a PostgreSQL server, or a folder for the embedded PGlite. */
export type StorageChoice = { readonly databaseUrl: string } | { readonly directory: string };

/**
 * Opens the storage and brings its schema up to date.
 * @throws SchemaMismatch, DirectoryLocked, StorageUnavailable
 */
export async function openStore(
  storage: StorageChoice,
  { log, nowMs }: { log: Log; nowMs: number },
): Promise<CentralDatabase> {
  const database = await open(storage, log);
  return migrated(database, nowMs);
}

/**
 * The same for a storage that somebody else made: nothing is made here.
 * @returns null where there is none yet
 */
export async function openExistingStore(
  storage: StorageChoice,
  { log, nowMs }: { log: Log; nowMs: number },
): Promise<CentralDatabase | null> {
  if ('directory' in storage && !hasPgliteDatabase(storage.directory)) return null;
  const database = await open(storage, log);
  try {
    const [ledger] = await database.query(
      statement<{ name: string | null }>(`select to_regclass('schema_migrations')::text as name`),
    );
    if (ledger?.name == null) {
      await database.close();
      return null;
    }
  } catch (error) {
    await database.close();
    throw error;
  }
  return migrated(database, nowMs);
}

async function open(storage: StorageChoice, log: Log): Promise<CentralDatabase> {
  return 'databaseUrl' in storage
    ? openPostgresqlDatabase({ connectionString: storage.databaseUrl, log })
    : openPgliteDatabase({ directory: storage.directory, log });
}

async function migrated(database: CentralDatabase, nowMs: number): Promise<CentralDatabase> {
  try {
    await migrate(database, ALL_MIGRATIONS, nowMs);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
