import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { dailyValues } from '../metrics/daily-values.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { MAD_TO_SD, median, medianAbsoluteDeviation } from '../statistics/order.ts';
import { theilSen } from './theil-sen.ts';

/** Days of this member the expectation rests on, at most and at least. */
const MOST_DAYS = 30;
const LEAST_DAYS = 5;
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
 * @returns null when there are fewer than five days to compare with
 */
export function expectReading(
  metric: MetricDefinition,
  before: readonly TimedValue[],
  reading: TimedValue,
  days: LocalDays,
): Expectation | null {
  // Somebody else who stood on the scale three times one evening is one day of thirty.
  const recent = dailyValues(metric, before, days).slice(-MOST_DAYS);
  const first = recent[0];
  const last = recent.at(-1);
  if (first === undefined || last === undefined || recent.length < LEAST_DAYS) return null;
  const line = theilSen(recent.map(({ day, value }) => ({ x: day - first.day, y: value })));
  const slope = line?.slope ?? 0;
  const level = recent.map(({ day, value }) => value - slope * (day - first.day));
  // A trend is followed to the last day and no further: a break in training ends it.
  const followed = Math.min(days.dayOf(reading.recordedAtMs), last.day) - first.day;
  const expected = (median(level) ?? first.value) + slope * followed;
  const deviation = medianAbsoluteDeviation(level) ?? 0;
  const spread = SURPRISE * Math.max(MAD_TO_SD * deviation, LEAST_SPREAD * metric.meaningfulChange);
  // Bodies drift while nobody looks: one meaningful change more for every two weeks of silence.
  const silence =
    Math.max(0, (reading.recordedAtMs - last.recordedAtMs) / DAY_MS / 14) * metric.meaningfulChange;
  const low = expected - spread - silence;
  const high = expected + spread + silence;
  return { low, high, isSurprising: reading.value < low || reading.value > high };
}
