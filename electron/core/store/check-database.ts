import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { ReadableDb } from './database.ts';
import { checkChain } from './fact-log.ts';
import { findKioskIdentity } from './tables/kiosk.ts';

export type CheckFailure = 'database_damaged' | 'facts_damaged';

/**
 * Reads the whole database, as of one moment and beside its user: pages and indexes, rows without their
 * parent, and the chain of facts. Blocks its thread for as long as that takes.
 * @returns how many facts were found in order
 */
export function checkDatabase(databasePath: string): Result<{ readonly facts: number }, CheckFailure> {
  const db = new Database(databasePath, { readonly: true, fileMustExist: true }) as ReadableDb;
  try {
    db.exec('BEGIN');
    const isWhole =
      db.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
      (db.pragma('foreign_key_check') as unknown[]).length === 0;
    return isWhole ? checkFacts(db) : fail('database_damaged');
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      return fail('database_damaged');
    throw error;
  } finally {
    db.close();
  }
}

function checkFacts(db: ReadableDb): Result<{ readonly facts: number }, CheckFailure> {
  const identity = findKioskIdentity(db);
  if (identity === null) return fail('facts_damaged', 'no identity');
  const chain = checkChain(db, identity);
  return chain.ok
    ? ok({ facts: chain.facts })
    : fail('facts_damaged', `${chain.code} at ${chain.at.epoch}/${chain.at.seq}`);
}
