import type { MemberId } from '../../../../shared/base/ids.ts';
import type { LastWeighing } from '../../../../shared/domain/weigh-in/weighing.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** What a scale last said, and whose it became. */
export interface StoredWeighing extends LastWeighing {
  readonly device: string;
  readonly weighingId: string;
  /** Null while it is nobody's, or counts no more. */
  readonly memberId: MemberId | null;
}

/** The last weighing of a scale, or null. */
export function findLastWeighing(db: ReadableDb, device: string): StoredWeighing | null {
  return (
    sql<StoredWeighing>(
      db,
      `SELECT device, weighing_id AS weighingId, kg, heard_at AS heardAtMs, user_id AS memberId
       FROM last_weighings WHERE device = ?`,
    ).get(device) ?? null
  );
}

export function saveLastWeighing(tx: WritableDb, weighing: StoredWeighing): void {
  sql(
    tx,
    `INSERT INTO last_weighings (device, weighing_id, kg, heard_at, user_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (device) DO UPDATE SET weighing_id = excluded.weighing_id, kg = excluded.kg,
       heard_at = excluded.heard_at, user_id = excluded.user_id`,
  ).run(weighing.device, weighing.weighingId, weighing.kg, weighing.heardAtMs, weighing.memberId);
}

/** Notes whose a weighing is, where it is still the last of its scale. */
export function saveWeighingOwner(tx: WritableDb, weighingId: string, memberId: MemberId | null): void {
  sql(tx, 'UPDATE last_weighings SET user_id = ? WHERE weighing_id = ?').run(memberId, weighingId);
}
