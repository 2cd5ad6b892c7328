import type { LocalDays } from '../../base/local-days.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { GoalForecaster } from '../goals/goal-forecaster.ts';
import type { Goal } from '../goals/goal.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import type { TrendReader } from '../trends/trend-reader.ts';
import type { Visit } from '../visits/visit.ts';
import { habitInsights } from './habit-insights.ts';
import type { Insight } from './insight.ts';
import { metricInsights } from './metric-insights.ts';
import { trainingInsights } from './training-insights.ts';

/** A member's past; visits and readings usable and oldest first. */
export interface InsightInput {
  readonly visits: readonly Visit[];
  /** Classes behind the visits, by id. */
  readonly classes: ReadonlyMap<string, GymClass>;
  /** By metric. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly goals: readonly Goal[];
  readonly excusedWeeks: ReadonlySet<number>;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** Insights shown at once; a longer list is not read. */
export const MAX_INSIGHTS = 5;

/**
 * What a member's history shows, what matters most first. Of everything that could be said about one
 * subject only the strongest is, so that no two sentences contradict each other.
 * @param past goals that are up to date already, and trends that somebody read before
 */
export function strongestInsights(
  past: InsightInput & { readonly trendOf: TrendReader; readonly forecastOf: GoalForecaster },
): readonly Insight[] {
  const strongest = new Map<string, Insight>();
  for (const insight of [...trainingInsights(past), ...metricInsights(past), ...habitInsights(past)]) {
    const other = strongest.get(insight.subject);
    if (other === undefined || insight.strength > other.strength) strongest.set(insight.subject, insight);
  }
  return [...strongest.values()]
    .sort((left, right) => right.strength - left.strength || (left.subject < right.subject ? -1 : 1))
    .slice(0, MAX_INSIGHTS);
}
