import type { KioskId, MemberId, VisitId } from '../../../../shared/base/ids.ts';
import type { RefusalReason } from '../../../../shared/domain/check-in/check-in-rules.ts';
import type { ReadableDb } from '../database.ts';
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

export function findRefusal(db: ReadableDb, kioskId: KioskId, key: FactKey): CheckInRefusal | null {
  return (
    sql<CheckInRefusal>(
      db,
      `SELECT ${REFUSAL} FROM check_in_refusals WHERE kiosk_id = ? AND fact_epoch = ? AND fact_seq = ?
         AND refused_at IS NOT NULL`,
    ).get(kioskId, key.epoch, key.seq) ?? null
  );
}

/** Refusals since then, newest first. */
export function listRefusals(db: ReadableDb, sinceMs: number, limit: number): CheckInRefusal[] {
  return sql<CheckInRefusal>(
    db,
    `SELECT ${REFUSAL} FROM check_in_refusals WHERE refused_at >= ? ORDER BY refused_at DESC LIMIT ?`,
  ).all(sinceMs, limit);
}
