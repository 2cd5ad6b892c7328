import { Pool, types, type PoolClient } from 'pg';
import type { Log } from '../../shared/base/log.ts';
import {
  asStorageError,
  StorageUnavailable,
  withTransactionRetries,
  type CentralDatabase,
  type SqlRunner,
  type Statement,
} from './database.ts';

/** Connections per server process. A push holds one for a few milliseconds; PostgreSQL's default total is 100. */
const MAX_CONNECTIONS = 10;
/** A kiosk gets its 503 and tries later rather than waiting for a database that is away. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Shorter than the request's total of 30 s, so that the answer can still be written. */
const STATEMENT_TIMEOUT_MS = 20_000;

/** A machine that vanished sends no error: by then its answer will not come any more. */
const ANSWER_TIMEOUT_MS = 25_000;

/** bigint (oid 20) holds epoch milliseconds and sequence numbers, all below 2^53. */
const BIGINT_OID = 20;

const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BIGINT_OID) return (text: string) => Number(text);
    return types.getTypeParser(oid, format);
  },
};

/** Gives each constant SQL text a name, so that a connection plans it once. */
function createStatementNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `central_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

/**
 * Opens a pool on a PostgreSQL server.
 * @param connectionString the operator's `DATABASE_URL`; holds a password, so it is never logged
 * @returns a database; connections are made when first needed
 */
export function openPostgresqlDatabase({
  connectionString,
  log,
}: {
  connectionString: string;
  log: Log;
}): CentralDatabase {
  const nameOf = createStatementNames();
  const pool = new Pool({
    connectionString,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    application_name: 'training-club-central',
    types: parsers,
  });
  // Without listeners, a server that closes a connection would end the process: the pool's hear of idle
  // ones only, and one that is lent out tells it beside the statement that fails
  // (https://github.com/brianc/node-postgres/issues/1324).
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));

  const runOn = (client: Pool | PoolClient): SqlRunner => ({
    async query<Row extends object>(statement: Statement<Row>): Promise<Row[]> {
      const { text, values } = statement;
      const result = await client.query<Row>({ name: nameOf(text), text, values: [...values] });
      return result.rows;
    },
    async script(sql) {
      await client.query(sql);
    },
  });
  const direct = runOn(pool);

  async function attempt<Outcome>(work: (sql: SqlRunner) => Promise<Outcome>): Promise<Outcome> {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query('begin');
      const outcome = await work(runOn(client));
      await client.query('commit');
      return outcome;
    } catch (error) {
      // A rollback that gets no answer would be waited for as long as the statement before it was.
      broken = asStorageError(error) instanceof StorageUnavailable;
      if (!broken)
        await client.query('rollback').catch(() => {
          broken = true;
        });
      throw error;
    } finally {
      // A connection that was not rolled back is in an unknown state and must not be lent again.
      client.release(broken);
    }
  }

  return {
    kind: 'postgresql',
    async query<Row extends object>(statement: Statement<Row>): Promise<Row[]> {
      try {
        return await direct.query(statement);
      } catch (error) {
        throw asStorageError(error);
      }
    },
    script: direct.script,
    transaction: (work) => withTransactionRetries(() => attempt(work)),
    close: () => pool.end(),
  };
}
