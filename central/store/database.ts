/**
 * The one door to storage. PostgreSQL and the embedded PGlite stand behind the same interface and
 * run the same SQL, so nothing above this folder knows which of them is there.
 */

declare const rowType: unique symbol;

/** One parameterised SQL statement. Identifiers are never built from data. */
export interface Statement<Row extends object = object> {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Carries the row type for the compiler only. */
  readonly [rowType]?: Row;
}

/**
 * Builds a statement.
 * @param text SQL with `$1 … $n`; constant text, so that a connection may keep it prepared
 * @param values what the placeholders stand for, in order
 */
export function statement<Row extends object = object>(
  text: string,
  values: readonly unknown[] = [],
): Statement<Row> {
  return { text, values };
}

/**
 * One column of many rows, as a parameter of an `unnest` of several arrays. A column that says nothing is
 * sent empty: a shorter array is filled up with nulls.
 */
export function columnValues<Row>(rows: readonly Row[], valueOf: (row: Row) => unknown): unknown[] {
  const values = rows.map(valueOf);
  return values.every((value) => value === null) ? [] : values;
}

/** Something that runs statements: a database, or one transaction of it. */
export interface SqlRunner {
  /** Rows the statement answers with; empty for one without `returning`. */
  query<Row extends object>(statement: Statement<Row>): Promise<Row[]>;
  /** Several statements without parameters, as in a migration. */
  script(sql: string): Promise<void>;
}

export type StorageKind = 'postgresql' | 'pglite';

export interface CentralDatabase extends SqlRunner {
  readonly kind: StorageKind;
  /**
   * Runs `work` in one READ COMMITTED transaction: all of it or nothing. A deadlock or serialization
   * failure rolls back and runs `work` again, at most MAX_TRANSACTION_ATTEMPTS times, so `work` must
   * not touch anything but the transaction it is given.
   */
  transaction<Outcome>(work: (sql: SqlRunner) => Promise<Outcome>): Promise<Outcome>;
  close(): Promise<void>;
}

/** The storage cannot answer now; the same request may succeed later. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/**
 * Three kiosks of one gym that touch the same members at the same moment resolve within two rounds;
 * five leaves room and still ends long before the request's own time-out.
 */
export const MAX_TRANSACTION_ATTEMPTS = 5;

/** SQLSTATEs that say "run the transaction again": serialization_failure and deadlock_detected. */
const RETRY_STATES = new Set(['40001', '40P01']);

/**
 * SQLSTATE classes that say the server, not the statement, is the trouble: 08 connection,
 * 53 resources, 57 operator intervention (shutdown, crash, statement time-out), 58 system error.
 */
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '58']);

const UNAVAILABLE_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ECONNABORTED',
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether a failed transaction should simply be run again. */
export function isRetryable(error: unknown): boolean {
  return RETRY_STATES.has(codeOf(error));
}

/** SQLSTATE classes that blame the data: 22 data exception, 23 constraint, 54 program limit. */
const DATA_CLASSES = new Set(['22', '23', '54']);

/** Whether a statement failed because of what it was given, so that the same data would fail again. */
export function isDataError(error: unknown): boolean {
  const code = codeOf(error);
  return /^[0-9A-Z]{5}$/.test(code) && DATA_CLASSES.has(code.slice(0, 2));
}

/** Whether a statement failed because a row with one of its keys is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** Turns a driver's error into `StorageUnavailable` where that is what it means; else hands it back. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof StorageUnavailable) return error;
  const code = codeOf(error);
  const isLost =
    UNAVAILABLE_SYSTEM_CODES.has(code) ||
    (/^[0-9A-Z]{5}$/.test(code) && UNAVAILABLE_CLASSES.has(code.slice(0, 2))) ||
    // node-postgres reports a dropped or unreachable connection without a code.
    (error instanceof Error && code === '' && /connection|timeout/i.test(error.message));
  return isLost ? new StorageUnavailable('the storage does not answer', { cause: error }) : error;
}

/** Runs a transaction's attempts; `attempt` begins, commits and rolls back by itself. */
export async function withTransactionRetries<Outcome>(attempt: () => Promise<Outcome>): Promise<Outcome> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRetryable(error)) throw asStorageError(error);
      if (attempts === MAX_TRANSACTION_ATTEMPTS) {
        throw new StorageUnavailable('the storage is too contended', { cause: error });
      }
    }
  }
}
