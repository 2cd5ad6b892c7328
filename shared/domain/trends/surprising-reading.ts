import { DAY_MS } from '../../base/clock.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { MAD_TO_SD, median, medianAbsoluteDeviation } from '../statistics/order.ts';
import { theilSen } from './theil-sen.ts';

/** Readings of this member the expectation rests on, at most and at least. */
const MOST_READINGS = 30;
const LEAST_READINGS = 5;
/** Deviations beyond which a person would ask "really?". */
const SURPRISE = 4;
/** A body holds its value this well at best: below it nothing surprises, in meaningful changes. */
const LEAST_SPREAD = 1;

/** What a member's history leads to expect of a reading. */
export interface Expectation {
  readonly low: number;
  readonly high: number;
  readonly isSurprising: boolean;
}

/**
 * Compares a reading with the member's own history, so that a surprising one can be asked about
 * before it is stored ("is this you on the scale?").
 * @param before the member's earlier readings of the metric, oldest first
 * @returns null when there are fewer than five to compare with
 */
export function expectReading(
  metric: MetricDefinition,
  before: readonly TimedValue[],
  reading: TimedValue,
): Expectation | null {
  const recent = before.slice(-MOST_READINGS);
  const first = recent[0];
  if (first === undefined || recent.length < LEAST_READINGS) return null;
  const daysSince = (time: number): number => (time - first.recordedAtMs) / DAY_MS;
  const line = theilSen(recent.map(({ recordedAtMs, value }) => ({ x: daysSince(recordedAtMs), y: value })));
  const last = recent.at(-1) ?? first;
  const slope = line?.slope ?? 0;
  const centre =
    median(recent.map(({ recordedAtMs, value }) => value - slope * daysSince(recordedAtMs))) ?? first.value;
  // A trend is followed to the last reading and no further: a break in training ends it.
  const expected = centre + slope * Math.min(daysSince(reading.recordedAtMs), daysSince(last.recordedAtMs));
  const deviation =
    medianAbsoluteDeviation(
      recent.map(({ recordedAtMs, value }) => value - slope * daysSince(recordedAtMs)),
    ) ?? 0;
  const spread = SURPRISE * Math.max(MAD_TO_SD * deviation, LEAST_SPREAD * metric.meaningfulChange);
  // Bodies drift while nobody looks: one meaningful change more for every two weeks of silence.
  const silence =
    Math.max(0, (reading.recordedAtMs - last.recordedAtMs) / DAY_MS / 14) * metric.meaningfulChange;
  const low = expected - spread - silence;
  const high = expected + spread + silence;
  return { low, high, isSurprising: reading.value < low || reading.value > high };
}
