import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { findMetric, isPlausible } from '../../../shared/domain/metrics/metric-registry.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { insertMetric, type MetricOrigin } from '../store/tables/progress-metrics.ts';

/**
 * Stores one reading with its fact, inside the caller's transaction; what follows from it is the
 * caller's to draw, once for all readings of one occasion.
 * @returns false for a value that no reading of this metric can have; nothing is stored then
 */
export function recordMetric(
  tx: WritableDb,
  store: Store,
  reading: MetricReading,
  origin: Pick<MetricOrigin, 'inputs' | 'heartRateSessionId'>,
): boolean {
  const { id, memberId, metricType, value, source, formula, recordedAtMs } = reading;
  const metric = findMetric(metricType);
  if (metric === undefined || !isPlausible(metricType, value)) return false;
  const fact = store.facts.append(tx, {
    kind: 'metric.recorded',
    memberId,
    happenedAtMs: recordedAtMs,
    payload: { reading_id: id, metric_type: metricType, value, unit: metric.unit, source, formula },
  });
  insertMetric(tx, reading, { unit: metric.unit, ...origin, fact });
  return true;
}
