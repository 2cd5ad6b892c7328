import type { LocalDays } from '../../base/local-days.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import type { TrendAnalysis } from './analyse-trend.ts';
import { recentTrend } from './recent-trend.ts';

/** Where a metric of one member is going, null where nothing can be said. */
export type TrendReader = (metric: MetricDefinition) => TrendAnalysis | null;

/**
 * Reads the recent trend of each metric once, for everybody who speaks of it: tiles, goals, insights.
 * @param readings by metric, usable, comparable, oldest first
 */
export function createTrendReader(
  readings: ReadonlyMap<string, readonly TimedValue[]>,
  nowMs: number,
  days: LocalDays,
): TrendReader {
  const read = new Map<string, TrendAnalysis | null>();
  return (metric) => {
    const known = read.get(metric.type);
    if (known !== undefined) return known;
    const trend = recentTrend(metric, readings.get(metric.type) ?? [], nowMs, days);
    read.set(metric.type, trend);
    return trend;
  };
}
