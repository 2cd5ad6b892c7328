import type { LocalDays } from '../../base/local-days.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { analyseTrend } from './analyse-trend.ts';
import { LEAST_VALUES } from './direction.ts';

/** A trend that stopped. */
export interface Plateau {
  /** Where it was going before. */
  readonly before: 'up' | 'down';
  /** Weeks it has stood still. */
  readonly weeks: number;
}

/** Weeks of standing still before it is called that; the longest that fits is told. */
const STILL_WEEKS = [8, 6, 4, 3] as const;
/** Weeks before the standstill in which the trend must be clear. */
const BEFORE_WEEKS = 8;

/**
 * Finds a trend that was clear and has stopped: eight weeks of it, then at least three in which the
 * whole interval of the slope stays short of the old one and the change is too small to mean anything.
 * @param values of one metric, oldest first
 */
export function findPlateau(
  metric: MetricDefinition,
  values: readonly TimedValue[],
  nowMs: number,
  days: LocalDays,
): Plateau | null {
  const today = days.dayOf(nowMs);
  for (const weeks of STILL_WEEKS) {
    // Between two days, so that no day speaks for both stretches.
    const since = days.startOfDayMs(today - weeks * 7);
    const from = days.startOfDayMs(today - (weeks + BEFORE_WEEKS) * 7);
    const before = analyseTrend(
      metric,
      values.filter(({ recordedAtMs }) => recordedAtMs >= from && recordedAtMs < since),
      days,
    );
    const still = analyseTrend(
      metric,
      values.filter(({ recordedAtMs }) => recordedAtMs >= since),
      days,
    );
    if (before.line === null || still.line === null || still.evidence.length < LEAST_VALUES) continue;
    if (before.direction !== 'up' && before.direction !== 'down') continue;
    const hasStopped =
      before.direction === 'up'
        ? still.line.slopeHigh < before.line.slope
        : still.line.slopeLow > before.line.slope;
    const change = Math.abs(still.line.slope) * still.calendarDays;
    if (hasStopped && change < metric.meaningfulChange && still.calendarDays >= (weeks - 1) * 7) {
      return { before: before.direction, weeks };
    }
  }
  return null;
}
