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

/** Central has this fact, or never will: it leaves the queue and stays in the log. */
export function removeFromQueue(tx: WritableDb, key: FactKey): void {
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

/** A fact that central refused, with what it said. */
export interface QuarantinedFact extends FactKey {
  readonly kind: string;
  readonly code: string | null;
  readonly happenedAtMs: number;
  readonly hash: string;
  /** JSON text. */
  readonly payload: string;
}

const QUARANTINED = `epoch, seq, kind, code, happened_at AS happenedAtMs, hash, payload
  FROM outbox JOIN facts USING (epoch, seq) WHERE state = 'quarantined'`;

/** The oldest facts that central refused. */
export function listQuarantined(db: ReadableDb, limit: number): QuarantinedFact[] {
  return sql<QuarantinedFact>(db, `SELECT ${QUARANTINED} ORDER BY epoch, seq LIMIT ?`).all(limit);
}

export function findQuarantined(db: ReadableDb, key: FactKey): QuarantinedFact | null {
  return (
    sql<QuarantinedFact>(db, `SELECT ${QUARANTINED} AND epoch = ? AND seq = ?`).get(key.epoch, key.seq) ??
    null
  );
}

/** Queues a fact that central refused once more. */
export function queueAgain(tx: WritableDb, key: FactKey): void {
  sql(tx, `UPDATE outbox SET state = 'pending', code = NULL WHERE epoch = ? AND seq = ?`).run(
    key.epoch,
    key.seq,
  );
}
