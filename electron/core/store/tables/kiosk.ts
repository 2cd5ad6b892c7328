import type { GymId, KioskId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Who this kiosk is: half of every fact's key. */
export interface KioskIdentity {
  readonly kioskId: KioskId;
  readonly gymId: GymId;
  readonly epoch: number;
}

/** The identity, or null in a store that was just created. */
export function findKioskIdentity(db: ReadableDb): KioskIdentity | null {
  return (
    sql<KioskIdentity>(db, 'SELECT kiosk_id AS kioskId, gym_id AS gymId, epoch FROM kiosk').get() ?? null
  );
}

/** Writes the identity, replacing what was there. */
export function saveKioskIdentity(tx: WritableDb, identity: KioskIdentity): void {
  sql(
    tx,
    `INSERT INTO kiosk (only_row, kiosk_id, gym_id, epoch) VALUES (1, ?, ?, ?)
     ON CONFLICT (only_row) DO UPDATE SET kiosk_id = excluded.kiosk_id, gym_id = excluded.gym_id, epoch = excluded.epoch`,
  ).run(identity.kioskId, identity.gymId, identity.epoch);
}
