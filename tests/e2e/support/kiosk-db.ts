import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Looks into a running kiosk's database without ever writing to it. */
export function readKioskDb<Row>(dataDir: string, query: string): Row[] {
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  try {
    return db.prepare(query).all() as Row[];
  } finally {
    db.close();
  }
}
