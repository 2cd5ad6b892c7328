import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { GoalForecast } from './goal-forecast.ts';
import type { Goal } from './goal.ts';
import { goalProgress } from './goal-progress.ts';
import type { GoalReached } from './goal-progress.ts';

/** Where a goal is heading, as far as its readings say; days are day numbers. */
export type GoalOutlook =
  /** `value` is what it stood at on `day`; both are null where the reading is not there any more. */
  | {
      readonly kind: 'achieved';
      readonly metric: MetricDefinition | null;
      readonly day: number | null;
      readonly value: number | null;
      readonly today: number;
    }
  /** The date has passed; `share` of the way was done. */
  | { readonly kind: 'missed'; readonly share: number }
  | { readonly kind: 'unclear' }
  /** Even the slow end of the range comes before the target date. */
  | {
      readonly kind: 'in_time';
      readonly earliestDay: number;
      readonly latestDay: number;
      readonly today: number;
    }
  /** The range of dates holds the target date. */
  | { readonly kind: 'close'; readonly expectedDay: number; readonly today: number }
  | { readonly kind: 'late'; readonly expectedDay: number; readonly today: number };

/** A chance from which on something is called likely. */
const LIKELY = 0.5;

/** Says honestly how a goal stands; a range of dates that the readings do not give is not made up. */
export function goalOutlook(
  goal: Goal,
  forecast: GoalForecast,
  reached: GoalReached | null,
  nowMs: number,
  days: LocalDays,
): GoalOutlook {
  const due = dayOfDate(goal.targetDate);
  const today = days.dayOf(nowMs);
  if (goal.status === 'achieved') {
    const metric = findMetric(goal.metricType) ?? null;
    const day = reached === null ? null : days.dayOf(reached.atMs);
    return { kind: 'achieved', metric, day, value: reached?.value ?? null, today };
  }
  if (goal.status === 'missed' || (due !== null && today > due)) {
    return { kind: 'missed', share: goalProgress(goal) };
  }
  const { earliestDay, expectedDay, latestDay, probabilityByTargetDate: chance } = forecast;
  if (due === null || earliestDay === null || expectedDay === null) return { kind: 'unclear' };
  // The dates go by the pace of these weeks, the chance by what people make of a pace: "in time" is not
  // said beside "unlikely", nor "late" beside "likely".
  if (earliestDay > due && (chance ?? 0) <= LIKELY) return { kind: 'late', expectedDay, today };
  if (latestDay !== null && latestDay <= due && (chance ?? 1) >= LIKELY)
    return { kind: 'in_time', earliestDay, latestDay, today };
  return { kind: 'close', expectedDay, today };
}
