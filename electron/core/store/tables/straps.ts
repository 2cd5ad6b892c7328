import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** A strap that belongs to a member: it is offered to its owner first and knows whose session it is. */
export interface Strap {
  readonly sensorId: string;
  readonly memberId: MemberId;
}

export function listStraps(db: ReadableDb): Strap[] {
  return sql<Strap>(
    db,
    'SELECT sensor_id AS sensorId, user_id AS memberId FROM straps WHERE user_id IS NOT NULL',
  ).all();
}

/** Whether a strap has an owner. */
export function hasOwner(db: ReadableDb, sensorId: string): boolean {
  return (
    sql(db, 'SELECT 1 FROM straps WHERE sensor_id = ? AND user_id IS NOT NULL').get(sensorId) !== undefined
  );
}

/** Device numbers of a member's own straps. */
export function listStrapsOf(db: ReadableDb, memberId: MemberId): string[] {
  return sql<{ sensorId: string }>(
    db,
    'SELECT sensor_id AS sensorId FROM straps WHERE user_id = ? ORDER BY enrolled_at, sensor_id',
  )
    .all(memberId)
    .map(({ sensorId }) => sensorId);
}
