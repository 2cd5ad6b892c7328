import type { MemberId, VisitId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** A visit without an end, with what its member did last as far as it is known. */
export interface OpenVisit {
  readonly id: VisitId;
  readonly memberId: MemberId;
  readonly checkedInAtMs: number;
  /** End of the class it was for. */
  readonly classEndsAtMs: number | null;
  /** End of the last heart-rate session begun during it and before `untilMs`. */
  readonly lastHeardAtMs: number | null;
}

/** Visits that began in [fromMs, untilMs) and have no end yet, oldest first. */
export function listOpenVisits(db: ReadableDb, fromMs: number, untilMs: number, limit: number): OpenVisit[] {
  return sql<OpenVisit>(
    db,
    `SELECT v.id, v.user_id AS memberId, v.checked_in_at AS checkedInAtMs,
       (SELECT starts_at + duration_min * 60000 FROM classes WHERE id = v.class_id) AS classEndsAtMs,
       (SELECT max(ended_at) FROM heart_rate_sessions
        WHERE user_id = v.user_id AND started_at >= v.checked_in_at AND started_at < ?) AS lastHeardAtMs
     FROM counted_visits v
     WHERE v.checked_in_at >= ? AND v.checked_in_at < ?
       AND NOT EXISTS (SELECT 1 FROM visit_ends WHERE user_id = v.user_id AND visit_id = v.id)
     ORDER BY v.checked_in_at LIMIT ?`,
  ).all(untilMs, fromMs, untilMs, limit);
}

/** Gives a visit its end; one that has an end keeps it. @param endedAtMs null where nothing tells */
export function insertVisitEnd(
  tx: WritableDb,
  end: {
    memberId: MemberId;
    visitId: VisitId;
    endedAtMs: number | null;
    knownBy: 'heart_rate' | 'class' | 'nothing';
  },
): void {
  sql(
    tx,
    `INSERT INTO visit_ends (user_id, visit_id, ended_at, known_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id, visit_id) DO NOTHING`,
  ).run(end.memberId, end.visitId, end.endedAtMs, end.knownBy);
}
