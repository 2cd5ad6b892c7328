import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Whether that central server knows this kiosk's key. */
export function isPaired(db: ReadableDb, centralUrl: string): boolean {
  return sql(db, 'SELECT 1 FROM central_pairings WHERE central_url = ?').get(centralUrl) !== undefined;
}

export function savePairing(tx: WritableDb, centralUrl: string): void {
  sql(tx, 'INSERT INTO central_pairings (central_url) VALUES (?) ON CONFLICT DO NOTHING').run(centralUrl);
}

export function hasPairings(db: ReadableDb): boolean {
  return sql(db, 'SELECT 1 FROM central_pairings LIMIT 1').get() !== undefined;
}

/** The key that central servers know is gone. */
export function forgetPairings(tx: WritableDb): void {
  sql(tx, 'DELETE FROM central_pairings').run();
}
