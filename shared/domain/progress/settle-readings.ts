import type { MetricReading } from '../metrics/metric-reading.ts';
import { withoutShortSessions } from '../metrics/short-sessions.ts';
import { isUsableTime, usableReadings } from '../metrics/usable-readings.ts';
import { deriveMetrics, isDerivedHere } from './derive-metrics.ts';
import type { DerivationInput, DerivedReading } from './derive-metrics.ts';

/** A member's readings with everything that follows from them. */
export interface SettledReadings {
  /** By metric, usable, oldest first, derived ones as they are today. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  /** Derived readings that are not stored like this yet. */
  readonly derived: readonly DerivedReading[];
  /** Ids of stored derived readings that follow from nothing any more. */
  readonly dropped: readonly string[];
}

/**
 * Derives what follows from a member's readings and visits, and says how the stored rows differ from
 * it: one made by an older version of a formula, or from a value that was corrected, is written anew,
 * so that no two versions stand side by side.
 * @param metrics stored rows, in any order
 */
export function settleReadings(
  metrics: readonly MetricReading[],
  nowMs: number,
  from: Omit<DerivationInput, 'readings'>,
): SettledReadings {
  const made = new Map<string, MetricReading>();
  const given: MetricReading[] = [];
  for (const reading of withoutShortSessions(metrics)) {
    if (isDerivedHere(reading)) made.set(reading.id, reading);
    else given.push(reading);
  }
  const direct = new Map(
    [...Map.groupBy(given, ({ metricType }) => metricType)].map(([metricType, readings]) => [
      metricType,
      usableReadings(readings, nowMs),
    ]),
  );
  const derived = deriveMetrics({ ...from, readings: direct });
  const readings = new Map(direct);
  for (const [metricType, added] of Map.groupBy(derived, (reading) => reading.metricType)) {
    readings.set(
      metricType,
      [...(direct.get(metricType) ?? []), ...added].sort(
        (left, right) => left.recordedAtMs - right.recordedAtMs || (left.id < right.id ? -1 : 1),
      ),
    );
  }
  const following = new Set(derived.map(({ id }) => id));
  return {
    readings,
    derived: derived.filter((reading) => !isSame(reading, made.get(reading.id))),
    // What a row from the future was made from may be from there too; a clock set back must not cost them.
    dropped: [...made.values()]
      .filter(({ id, recordedAtMs }) => !following.has(id) && isUsableTime(recordedAtMs, nowMs))
      .map(({ id }) => id),
  };
}

function isSame(derived: DerivedReading, stored: MetricReading | undefined): boolean {
  return (
    stored !== undefined &&
    stored.value === derived.value &&
    stored.recordedAtMs === derived.recordedAtMs &&
    stored.formula === derived.formula
  );
}
