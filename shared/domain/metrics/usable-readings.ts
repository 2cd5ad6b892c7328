import { HOUR_MS } from '../../base/clock.ts';
import type { MetricReading } from './metric-reading.ts';

/** How far a reading may lie ahead of this machine's clock: two kiosks seldom agree to the second. */
export const CLOCK_TOLERANCE_MS = HOUR_MS;

/** What the database's DECIMAL(10, 2) can hold; no metric comes near it. */
const VALUE_LIMIT = 1e8;

/**
 * The readings a calculation may use: each id once, real numbers at real times, none from the
 * future, oldest first. Readings of the same instant are ordered by id, so that input order never
 * matters.
 */
export function usableReadings(readings: readonly MetricReading[], nowMs: number): readonly MetricReading[] {
  const usable = readings.filter(
    ({ value, recordedAtMs }) => Math.abs(value) < VALUE_LIMIT && isUsableTime(recordedAtMs, nowMs),
  );
  // Rows from the database come in order already, and strictly ascending rows hold no repeats.
  if (usable.every((reading, i) => i === 0 || compareReadings(usable[i - 1]!, reading) < 0)) return usable;
  return [...new Map(usable.map((reading) => [reading.id, reading])).values()].sort(compareReadings);
}

function compareReadings(left: MetricReading, right: MetricReading): number {
  return left.recordedAtMs - right.recordedAtMs || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

/** The latest time JavaScript's calendar can name, milliseconds. */
const LAST_TIME_MS = 8.64e15;

/** Whether something can have happened at this time: a real instant, not in the future. */
export function isUsableTime(epochMs: number, nowMs: number): boolean {
  return Math.abs(epochMs) <= LAST_TIME_MS && epochMs <= nowMs + CLOCK_TOLERANCE_MS;
}
