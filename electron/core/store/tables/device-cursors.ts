import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** How far a device's readings are committed in a run of the device process; 0 for another run. */
export function findDeviceCursor(db: ReadableDb, device: string, runId: string): number {
  return (
    sql<{ seq: number }>(db, 'SELECT seq FROM device_cursors WHERE device = ? AND run_id = ?').get(
      device,
      runId,
    )?.seq ?? 0
  );
}

export function saveDeviceCursor(
  tx: WritableDb,
  cursor: { device: string; runId: string; seq: number },
): void {
  sql(
    tx,
    `INSERT INTO device_cursors (device, run_id, seq) VALUES (?, ?, ?)
     ON CONFLICT (device) DO UPDATE SET run_id = excluded.run_id, seq = excluded.seq`,
  ).run(cursor.device, cursor.runId, cursor.seq);
}
