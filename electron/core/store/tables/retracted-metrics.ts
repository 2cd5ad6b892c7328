import type { MetricReading } from '../../../../shared/domain/metrics/metric-reading.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** `undone` right after it was entered, `removed` later by its member, `not_mine` read off somebody else. */
export type RetractionReason = 'undone' | 'removed' | 'not_mine';

const KEPT = `id, user_id, metric_type, value, recorded_at, source, unit, formula, inputs, heart_rate_session_id,
  fact_epoch, fact_seq`;

/** A reading that was taken back, or null for an id that never was. */
export function findRetractedMetric(db: ReadableDb, id: string): MetricReading | null {
  return (
    sql<MetricReading>(
      db,
      `SELECT id, user_id AS memberId, metric_type AS metricType, value, recorded_at AS recordedAtMs, source, formula
       FROM retracted_metrics WHERE id = ?`,
    ).get(id) ?? null
  );
}

/** Moves a reading out of those that count. */
export function moveToRetracted(
  tx: WritableDb,
  id: string,
  retraction: { readonly reason: RetractionReason; readonly atMs: number },
): void {
  sql(
    tx,
    `INSERT INTO retracted_metrics (${KEPT}, reason, retracted_at)
     SELECT ${KEPT}, ?, ? FROM progress_metrics WHERE id = ?`,
  ).run(retraction.reason, retraction.atMs, id);
  sql(tx, 'DELETE FROM progress_metrics WHERE id = ?').run(id);
}
