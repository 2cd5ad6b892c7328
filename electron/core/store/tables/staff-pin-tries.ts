import type { PinTries } from '../../../../shared/domain/staff/pin-tries.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Wrong PINs of an account since its last right one. */
export function findPinTries(db: ReadableDb, staff: string): PinTries {
  return (
    sql<PinTries>(
      db,
      'SELECT failed, locked_until AS lockedUntilMs FROM staff_pin_tries WHERE staff = ?',
    ).get(staff) ?? { failed: 0, lockedUntilMs: null }
  );
}

export function savePinTries(tx: WritableDb, staff: string, tries: PinTries): void {
  sql(
    tx,
    `INSERT INTO staff_pin_tries (staff, failed, locked_until) VALUES (?, ?, ?)
     ON CONFLICT (staff) DO UPDATE SET failed = excluded.failed, locked_until = excluded.locked_until`,
  ).run(staff, tries.failed, tries.lockedUntilMs);
}
