import type { MetricReading } from './metric-reading.ts';
import { findMetric } from './metric-registry.ts';

const DURATION = 'workout_duration';
const SECONDS_PER_MINUTE = 60;

/**
 * The readings that count: what came of a strap session too short to be a workout is kept, whoever
 * stored it, and counts nowhere. Readings of one session share what stands before the metric in their
 * ids, and its length is among them.
 * @param readings of any metrics, in any order, training times among them
 */
export function withoutShortSessions(readings: readonly MetricReading[]): readonly MetricReading[] {
  const lengths = readings.flatMap((reading) => {
    const session = sessionOf(reading);
    return reading.metricType === DURATION && session !== null ? [[session, reading.value] as const] : [];
  });
  const short = new Map(lengths.filter(([, minutes]) => isTooShort(DURATION, minutes)));
  if (short.size === 0) return readings;
  return readings.filter((reading) => {
    const minutes = short.get(sessionOf(reading) ?? '');
    return minutes === undefined || !isTooShort(reading.metricType, minutes);
  });
}

/** What a strap's readings of one session have in common; null for what a person typed in. */
function sessionOf({ id, metricType, source }: MetricReading): string | null {
  const end = `:${metricType}`;
  return source === 'manual' || !id.endsWith(end) ? null : id.slice(0, -end.length);
}

function isTooShort(metricType: string, minutes: number): boolean {
  return minutes * SECONDS_PER_MINUTE < (findMetric(metricType)?.leastSessionS ?? 0);
}
