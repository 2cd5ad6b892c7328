import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';
import type { FactKey } from './facts.ts';

export interface Backlog {
  readonly pending: number;
  readonly quarantined: number;
  readonly oldestQueuedAtMs: number | null;
}

/** How much central has not taken yet. Costs the same however much it is. */
export function readBacklog(db: ReadableDb): Backlog {
  const row = sql<Backlog>(
    db,
    `SELECT (SELECT facts FROM outbox_counts WHERE state = 'pending') AS pending,
       (SELECT facts FROM outbox_counts WHERE state = 'quarantined') AS quarantined,
       (SELECT min(queued_at) FROM outbox WHERE state = 'pending') AS oldestQueuedAtMs`,
  ).get();
  return row ?? { pending: 0, quarantined: 0, oldestQueuedAtMs: null };
}

/** Central has this fact. */
export function removeDelivered(tx: WritableDb, key: FactKey): void {
  sql(tx, 'DELETE FROM outbox WHERE epoch = ? AND seq = ?').run(key.epoch, key.seq);
}

/** Central will not take this fact: keep it, with the reason, out of the way of the others. */
export function quarantine(tx: WritableDb, key: FactKey, code: string): void {
  sql(tx, `UPDATE outbox SET state = 'quarantined', code = ? WHERE epoch = ? AND seq = ?`).run(
    code,
    key.epoch,
    key.seq,
  );
}
