import { dateOfDay, dayOfDate } from '../../base/calendar-days.ts';
import { roundShown } from '../../base/round-shown.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { GoalForecast } from './goal-forecast.ts';
import type { Goal } from './goal.ts';
import { goalProgress } from './goal-progress.ts';

/** A change of a goal's target or date, with why; the member sees both and may take it back. */
export type GoalAdjustment =
  AdjustmentTo<'too_far'> | AdjustmentTo<'needs_more_time'> | AdjustmentTo<'too_easy'>;

interface AdjustmentTo<Reason extends string> {
  /** Why: out of reach even with the longest delay, within reach a little later, or certain long before its date. */
  readonly kind: Reason;
  readonly metric: MetricDefinition;
  readonly targetValue: number;
  /** ISO date in the gym's zone. */
  readonly targetDate: string;
  /** Day it is told on: a date of another year is said with it. */
  readonly today: number;
}

/** A goal younger than this has not shown anything yet, days. */
const LEAST_AGE_DAYS = 21;
/** Chance in time below which a goal discourages, and above which it asks for nothing. */
const HOPELESS = 0.05;
const TRIVIAL = 0.95;
/** Most a date moves, as a share of the goal's whole time, and at least one week. */
const MOST_DELAY = 0.5;
/** Most a target moves, as a share of the way from start to target. */
const MOST_EASING = 0.25;
const MOST_RAISE = 0.25;
/** A goal reached in less than this share of the time left was too easy. */
const EARLY = 0.5;

/**
 * Whether a goal that may adjust itself should, and to what. A date moves before a target does; what
 * is left after the longest delay comes off the target; a goal that is certain long before its date
 * asks for more. Each adjustment is bounded, and a goal with unclear data is left alone.
 * @param goal already brought up to date
 */
export function adjustGoal(
  goal: Goal,
  forecast: GoalForecast,
  nowMs: number,
  days: LocalDays,
): GoalAdjustment | null {
  const metric = findMetric(goal.metricType);
  const start = dayOfDate(goal.startDate);
  const due = dayOfDate(goal.targetDate);
  const today = days.dayOf(nowMs);
  const probability = forecast.probabilityByTargetDate;
  const isOpen = goal.status === 'active' || goal.status === 'adjusted';
  if (!goal.autoAdjust || !isOpen || metric === undefined || start === null || due === null) return null;
  if (probability === null || forecast.expectedDay === null || today > due || goalProgress(goal) >= 1)
    return null;
  if (today - start < LEAST_AGE_DAYS) return null;

  if (probability <= HOPELESS) {
    const longest = due + Math.max(7, Math.floor((due - start) * MOST_DELAY));
    if (forecast.expectedDay <= longest) {
      return {
        kind: 'needs_more_time',
        metric,
        targetValue: goal.targetValue,
        targetDate: dateOfDay(forecast.expectedDay),
        today,
      };
    }
    const targetValue = easedTarget(goal, today, forecast.expectedDay, longest, metric.decimals);
    if (targetValue === goal.targetValue) return null;
    return { kind: 'too_far', metric, targetValue, targetDate: dateOfDay(longest), today };
  }
  const isEarly = forecast.expectedDay - today < (due - today) * EARLY;
  if (probability >= TRIVIAL && isEarly) {
    const raised = goal.targetValue + MOST_RAISE * (goal.targetValue - goal.startValue);
    const targetValue = roundShown(raised, metric.decimals);
    const { min, max } = metric.plausible;
    if (
      targetValue === goal.targetValue ||
      targetValue < min ||
      (metric.perWeek !== 'sum' && targetValue > max)
    )
      return null;
    return { kind: 'too_easy', metric, targetValue, targetDate: goal.targetDate, today };
  }
  return null;
}

/** What the present pace reaches by the latest date, but never easier than three quarters of the way. */
function easedTarget(
  goal: Goal,
  today: number,
  expectedDay: number,
  latestDay: number,
  decimals: number,
): number {
  const missing = goal.targetValue - goal.currentValue;
  const reachable = goal.currentValue + missing * ((latestDay - today) / (expectedDay - today));
  const least = goal.targetValue - MOST_EASING * (goal.targetValue - goal.startValue);
  const eased = goal.targetValue > goal.startValue ? Math.max(reachable, least) : Math.min(reachable, least);
  return roundShown(eased, decimals);
}
