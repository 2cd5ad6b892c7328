import type { Log } from '../../shared/base/log.ts';
import type { CentralDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { openPgliteDatabase } from './pglite-database.ts';
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
  const database =
    'databaseUrl' in storage
      ? openPostgresqlDatabase({ connectionString: storage.databaseUrl, log })
      : await openPgliteDatabase({ directory: storage.directory, log });
  try {
    await migrate(database, ALL_MIGRATIONS, nowMs);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
