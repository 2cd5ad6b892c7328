import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { Log } from '../../shared/base/log.ts';
import {
  asStorageError,
  withTransactionRetries,
  type CentralDatabase,
  type SqlRunner,
  type Statement,
} from './database.ts';
import { lockDirectory } from './directory-lock.ts';

/** bigint (oid 20): epoch milliseconds and sequence numbers, all below 2^53. */
const parsers = { 20: (text: string) => Number(text) };

function runOn(client: PGlite | Transaction): SqlRunner {
  return {
    async query<Row extends object>(statement: Statement<Row>): Promise<Row[]> {
      const result = await client.query<Row>(statement.text, [...statement.values], { parsers });
      return result.rows;
    },
    async script(sql) {
      await client.exec(sql);
    },
  };
}

const filesIn = (directory: string): string => join(directory, 'pgdata');

/** Whether there is a database in a folder. */
export function hasPgliteDatabase(directory: string): boolean {
  return existsSync(filesIn(directory));
}

/**
 * Opens the database files, creating them first where there are none. Creation takes seconds and may
 * be killed half way, so it happens under another name until it is complete.
 */
async function openFiles(directory: string): Promise<PGlite> {
  const dataDir = filesIn(directory);
  if (!existsSync(dataDir)) {
    const unfinished = join(directory, 'pgdata.new');
    await rm(unfinished, { recursive: true, force: true });
    const created = await PGlite.create({ dataDir: unfinished });
    await created.close();
    await rename(unfinished, dataDir);
  }
  return PGlite.create({ dataDir });
}

/**
 * Opens the embedded PostgreSQL in a folder, so that one machine needs nothing installed. It has a
 * single connection and writes without fsync: what it acknowledged survives a crash of the process,
 * not a power cut.
 * @param directory created when missing; one opener at a time, in this or any other process
 * @throws DirectoryLocked when another process has the folder open
 */
export async function openPgliteDatabase({
  directory,
  log,
}: {
  directory: string;
  log: Log;
}): Promise<CentralDatabase> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  let client: PGlite;
  try {
    client = await openFiles(directory);
  } catch (error) {
    await lock.release();
    throw error;
  }
  log.warn(
    { directory },
    'storage is the embedded PGlite: not safe against power loss; use PostgreSQL in production',
  );
  const direct = runOn(client);
  return {
    kind: 'pglite',
    async query<Row extends object>(statement: Statement<Row>): Promise<Row[]> {
      try {
        return await direct.query(statement);
      } catch (error) {
        throw asStorageError(error);
      }
    },
    script: direct.script,
    // PGlite's own transaction() rolls back before it rethrows, which its single connection needs.
    transaction: (work) =>
      withTransactionRetries(() => client.transaction((transaction) => work(runOn(transaction)))),
    async close() {
      await client.close();
      await lock.release();
    },
  };
}
