import type { MemberId, VisitId } from '../../../../shared/base/ids.ts';
import type { RefusalReason } from '../../../../shared/domain/check-in/check-in-rules.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';
import type { FactKey } from './facts.ts';

/** Somebody was not let in. */
export interface CheckInRefusal extends FactKey {
  /** Null for a card nobody enrolled. */
  readonly memberId: MemberId | null;
  readonly refusedAtMs: number;
  readonly reason: RefusalReason;
  readonly device: string;
  /** The visit that staff made of it. */
  readonly visitId: VisitId | null;
}

const REFUSAL = `fact_epoch AS epoch, fact_seq AS seq, user_id AS memberId, refused_at AS refusedAtMs, reason,
  device, visit_id AS visitId`;

/** @param fact the refusal's own fact */
export function insertRefusal(
  tx: WritableDb,
  refusal: Pick<CheckInRefusal, 'memberId' | 'refusedAtMs' | 'reason' | 'device'>,
  fact: FactKey,
): void {
  sql(
    tx,
    `INSERT INTO check_in_refusals (fact_epoch, fact_seq, user_id, refused_at, reason, device)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(fact.epoch, fact.seq, refusal.memberId, refusal.refusedAtMs, refusal.reason, refusal.device);
}

export function findRefusal(db: ReadableDb, key: FactKey): CheckInRefusal | null {
  return (
    sql<CheckInRefusal>(
      db,
      `SELECT ${REFUSAL} FROM check_in_refusals WHERE fact_epoch = ? AND fact_seq = ?`,
    ).get(key.epoch, key.seq) ?? null
  );
}

/** Refusals since then, newest first. */
export function listRefusals(db: ReadableDb, sinceMs: number, limit: number): CheckInRefusal[] {
  return sql<CheckInRefusal>(
    db,
    `SELECT ${REFUSAL} FROM check_in_refusals WHERE refused_at >= ? ORDER BY refused_at DESC LIMIT ?`,
  ).all(sinceMs, limit);
}

/** Staff let this member in after all. */
export function saveOverride(tx: WritableDb, key: FactKey, visitId: VisitId): void {
  sql(tx, 'UPDATE check_in_refusals SET visit_id = ? WHERE fact_epoch = ? AND fact_seq = ?').run(
    visitId,
    key.epoch,
    key.seq,
  );
}
