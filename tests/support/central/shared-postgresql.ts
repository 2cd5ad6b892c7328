import { randomUUID } from 'node:crypto';
import { createDatabaseOn, findPostgresql, startPostgresql } from './postgresql-server.ts';

/** Names the server that the test files of one run share, for the processes that run them. */
const SHARED_SERVER = 'KIOSK_TEST_POSTGRESQL';

/** Starts one server for all test files of a run; Vitest calls it before the first. @returns how to end it */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const bin = findPostgresql();
  if (bin === null) return undefined;
  // Nothing of it outlives the run; files about crashes start servers of their own.
  const server = await startPostgresql(bin, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);
  process.env[SHARED_SERVER] = server.url;
  return () => server.remove();
}

/** An empty database of its own on the shared server. @throws Error in a process that no run has started */
export function createSharedDatabase(): Promise<string> {
  const url = process.env[SHARED_SERVER];
  if (url === undefined) throw new Error('no shared PostgreSQL: run this through Vitest');
  return createDatabaseOn(url, `test_${randomUUID().replaceAll('-', '')}`);
}
