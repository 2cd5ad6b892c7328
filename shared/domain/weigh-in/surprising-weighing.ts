import type { LocalDays } from '../../base/local-days.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { expectReading, type Expectation } from '../trends/surprising-reading.ts';

const BODY_WEIGHT = findMetric('body_weight')!;

/**
 * What the member's own weight history leads to expect of a weighing.
 * @param before the member's body weights, oldest first
 * @returns null while there are too few days with a weighing to compare with
 */
export function expectWeighing(
  before: readonly TimedValue[],
  weighing: TimedValue,
  days: LocalDays,
): Expectation | null {
  const earlier = before.filter(({ recordedAtMs }) => recordedAtMs < weighing.recordedAtMs);
  return expectReading(BODY_WEIGHT, earlier, weighing, days);
}
