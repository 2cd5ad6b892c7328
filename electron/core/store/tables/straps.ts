import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** A strap that belongs to a member: it is offered to its owner first and knows whose session it is. */
export interface Strap {
  readonly sensorId: string;
  readonly memberId: MemberId;
}

export function listStraps(db: ReadableDb): Strap[] {
  return sql<Strap>(db, 'SELECT sensor_id AS sensorId, user_id AS memberId FROM straps').all();
}

/** @returns false when that strap has an owner already; nothing changes then */
export function insertStrap(tx: WritableDb, strap: Strap & { enrolledAtMs: number }): boolean {
  const done = sql(
    tx,
    'INSERT INTO straps (sensor_id, user_id, enrolled_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return done.run(strap.sensorId, strap.memberId, strap.enrolledAtMs).changes === 1;
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
