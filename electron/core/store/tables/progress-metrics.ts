import type { MemberId } from '../../../../shared/base/ids.ts';
import type { MetricReading } from '../../../../shared/domain/metrics/metric-reading.ts';
import { CLOCK_TOLERANCE_MS } from '../../../../shared/domain/metrics/usable-readings.ts';
import type { DerivedReading } from '../../../../shared/domain/progress/derive-metrics.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

const READING = `id, user_id AS memberId, metric_type AS metricType, value, recorded_at AS recordedAtMs, source, formula`;

/** All readings of a member since `sinceMs`, by metric and then oldest first. */
export function listMetrics(db: ReadableDb, memberId: MemberId, sinceMs: number): MetricReading[] {
  return sql<MetricReading>(
    db,
    `SELECT ${READING} FROM progress_metrics WHERE user_id = ? AND recorded_at >= ? ORDER BY metric_type, recorded_at`,
  ).all(memberId, sinceMs);
}

/** One metric of a member since `sinceMs`, oldest first. */
export function listMetric(
  db: ReadableDb,
  memberId: MemberId,
  metricType: string,
  sinceMs: number,
): MetricReading[] {
  return sql<MetricReading>(
    db,
    `SELECT ${READING} FROM progress_metrics
     WHERE user_id = ? AND metric_type = ? AND recorded_at >= ? ORDER BY recorded_at`,
  ).all(memberId, metricType, sinceMs);
}

/** One metric of a member since ever, with the training times that say which of its readings count. */
export function listMetricWithTimes(db: ReadableDb, memberId: MemberId, metricType: string): MetricReading[] {
  const times = metricType === 'workout_duration' ? [] : listMetric(db, memberId, 'workout_duration', 0);
  return [...listMetric(db, memberId, metricType, 0), ...times];
}

/** The latest values of a metric that a person noted by hand, newest first, at most `limit`. */
export function listEnteredMetric(
  db: ReadableDb,
  memberId: MemberId,
  metricType: string,
  limit: number,
): MetricReading[] {
  return sql<MetricReading>(
    db,
    `SELECT ${READING} FROM progress_metrics
     WHERE user_id = ? AND metric_type = ? AND source = 'manual' ORDER BY recorded_at DESC LIMIT ?`,
  ).all(memberId, metricType, limit);
}

/** The latest value of a metric as of `nowMs`, or null: one from a clock that was ahead is not what is so now. */
export function findLatestMetric(
  db: ReadableDb,
  memberId: MemberId,
  metricType: string,
  nowMs: number,
): MetricReading | null {
  return (
    sql<MetricReading>(
      db,
      `SELECT ${READING} FROM progress_metrics
       WHERE user_id = ? AND metric_type = ? AND recorded_at <= ? ORDER BY recorded_at DESC LIMIT 1`,
    ).get(memberId, metricType, nowMs + CLOCK_TOLERANCE_MS) ?? null
  );
}

/** The latest value of a metric from before `beforeMs`, or null. */
export function findMetricBefore(
  db: ReadableDb,
  memberId: MemberId,
  metricType: string,
  beforeMs: number,
): MetricReading | null {
  return (
    sql<MetricReading>(
      db,
      `SELECT ${READING} FROM progress_metrics
       WHERE user_id = ? AND metric_type = ? AND recorded_at < ? ORDER BY recorded_at DESC LIMIT 1`,
    ).get(memberId, metricType, beforeMs) ?? null
  );
}

/** A member's reading, or null. */
export function findMetricById(db: ReadableDb, memberId: MemberId, id: string): MetricReading | null {
  return (
    sql<MetricReading>(db, `SELECT ${READING} FROM progress_metrics WHERE user_id = ? AND id = ?`).get(
      memberId,
      id,
    ) ?? null
  );
}

/** Writes a derived reading, over the one of the same id where there is one: its formula or its inputs changed. */
export function saveDerivedMetric(tx: WritableDb, reading: DerivedReading): void {
  sql(
    tx,
    `INSERT INTO progress_metrics (id, user_id, metric_type, value, recorded_at, source, unit, formula, inputs)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (user_id, id) DO UPDATE SET value = excluded.value, recorded_at = excluded.recorded_at,
       formula = excluded.formula, inputs = excluded.inputs`,
  ).run(
    reading.id,
    reading.memberId,
    reading.metricType,
    reading.value,
    reading.recordedAtMs,
    reading.source,
    reading.unit,
    reading.formula,
    JSON.stringify(reading.inputs),
  );
}

/** Takes away a derived reading that follows from nothing any more. */
export function deleteMetric(tx: WritableDb, memberId: MemberId, id: string): void {
  sql(tx, 'DELETE FROM progress_metrics WHERE user_id = ? AND id = ?').run(memberId, id);
}
