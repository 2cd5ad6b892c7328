import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/domain/visits/visit.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';
import type { FactKey } from './facts.ts';

const VISIT = 'id, user_id AS memberId, checked_in_at AS checkedInAtMs, class_id AS classId';

/** A member's visits since `sinceMs`, oldest first. */
export function listVisits(db: ReadableDb, memberId: MemberId, sinceMs: number): Visit[] {
  return sql<Visit>(
    db,
    `SELECT ${VISIT} FROM visits WHERE user_id = ? AND checked_in_at >= ? ORDER BY checked_in_at`,
  ).all(memberId, sinceMs);
}

/** The member's latest visit in (afterMs, beforeMs), or null. */
export function findVisitBetween(
  db: ReadableDb,
  memberId: MemberId,
  afterMs: number,
  beforeMs: number,
): Visit | null {
  return (
    sql<Visit>(
      db,
      `SELECT ${VISIT} FROM visits
       WHERE user_id = ? AND checked_in_at > ? AND checked_in_at < ? ORDER BY checked_in_at DESC LIMIT 1`,
    ).get(memberId, afterMs, beforeMs) ?? null
  );
}

/** @param fact the fact this visit came from, or null for one that central or a demo brought */
export function insertVisit(tx: WritableDb, visit: Visit, fact: FactKey | null): void {
  sql(
    tx,
    `INSERT INTO visits (id, user_id, checked_in_at, class_id, fact_epoch, fact_seq)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(visit.id, visit.memberId, visit.checkedInAtMs, visit.classId, fact?.epoch ?? null, fact?.seq ?? null);
}
