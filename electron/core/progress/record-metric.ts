import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { findMetric, isPlausible } from '../../../shared/domain/metrics/metric-registry.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { PayloadOf } from '../../../shared/facts/all-facts.ts';

/** How a value came about. */
export interface MetricOrigin {
  /** What it was worked out from, or how it was measured. */
  readonly inputs: NonNullable<PayloadOf<'metric.recorded'>['inputs']> | null;
  readonly heartRateSessionId: string | null;
}

/**
 * Stores one reading with its fact, inside the caller's transaction; what follows from it is the
 * caller's to draw, once for all readings of one occasion.
 * @returns false for a value that no reading of this metric can have; nothing is stored then
 */
export function recordMetric(
  tx: WritableDb,
  store: Store,
  reading: MetricReading,
  origin: MetricOrigin,
): boolean {
  const { id, memberId, metricType, value, source, formula, recordedAtMs } = reading;
  const metric = findMetric(metricType);
  if (metric === undefined || !isPlausible(metricType, value)) return false;
  store.facts.append(tx, {
    kind: 'metric.recorded',
    memberId,
    happenedAtMs: recordedAtMs,
    payload: {
      reading_id: id,
      metric_type: metricType,
      value,
      unit: metric.unit,
      source,
      formula,
      ...(origin.inputs === null ? {} : { inputs: origin.inputs }),
      ...(origin.heartRateSessionId === null ? {} : { heart_rate_session_id: origin.heartRateSessionId }),
    },
  });
  return true;
}
