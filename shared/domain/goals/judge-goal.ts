import { dateOfDay, dayOfDate } from '../../base/calendar-days.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { findMetric, isCurrent, METRICS } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { goalProgress } from './goal-progress.ts';
import type { Goal } from './goal.ts';

/** Open goals of one member: as many as a dashboard shows, and more than anybody works on. */
export const MAX_OPEN_GOALS = 8;
/** A goal needs time to show a trend, and an end that somebody will live to see. Days. */
export const SHORTEST_GOAL_DAYS = 7;
export const LONGEST_GOAL_DAYS = 730;

export type GoalRefusal =
  | 'unknown_metric'
  /** Nobody can want that metric to go either way. */
  | 'no_goal_metric'
  /** Nothing to start from: the first reading comes before the first goal. */
  | 'no_reading'
  /** The latest reading is too old to start from: a present one comes first. */
  | 'reading_too_old'
  | 'implausible_target'
  /** Less away than means anything to a person. */
  | 'too_near'
  /** Away from what is better for everybody. */
  | 'wrong_way'
  | 'no_date'
  | 'too_soon'
  | 'too_late'
  | 'goal_exists'
  | 'too_many_goals';

/** Metrics that a goal may be set for: those with a direction worth wanting. */
export const GOAL_METRICS: readonly MetricDefinition[] = METRICS.filter(
  ({ better, betterFollowsGoal }) => better !== 'none' || betterFollowsGoal,
);

/** A target by a date, as a member wants it. */
export interface WantedGoal {
  readonly metricType: string;
  readonly targetValue: number;
  /** ISO calendar date in the gym's zone. */
  readonly targetDate: string;
}

/**
 * Whether a target by a date makes a new goal.
 * @param wanted `latest` is the member's latest reading, null without one; a counted metric starts at 0
 * @returns the value progress is measured from
 */
export function judgeGoal(
  wanted: WantedGoal & { readonly latest: TimedValue | null },
  nowMs: number,
  days: LocalDays,
): Result<number, GoalRefusal> {
  const metric = findMetric(wanted.metricType);
  if (metric === undefined) return fail('unknown_metric');
  if (!GOAL_METRICS.includes(metric)) return fail('no_goal_metric');
  const start = goalStart(metric, wanted.latest, nowMs);
  const judged = judgeTarget(wanted, start.ok ? start.value : null, days.dayOf(nowMs));
  return judged.ok || judged.code !== 'no_reading' ? judged : start;
}

/**
 * Where a goal of a metric would start: at nothing where it is counted, else at what the member has
 * now. What was read years ago is not now.
 */
export function goalStart(
  metric: MetricDefinition,
  latest: TimedValue | null,
  nowMs: number,
): Result<number, 'no_reading' | 'reading_too_old'> {
  if (metric.isCounted) return ok(0);
  if (latest === null) return fail('no_reading');
  return isCurrent(metric, latest.recordedAtMs, nowMs) ? ok(latest.value) : fail('reading_too_old');
}

/**
 * Whether a target by a date makes a goal from a known start.
 * @param start null where there is none
 * @param today day number in the gym's zone
 * @returns the start
 */
export function judgeTarget(
  wanted: WantedGoal,
  start: number | null,
  today: number,
): Result<number, GoalRefusal> {
  const metric = findMetric(wanted.metricType);
  if (metric === undefined) return fail('unknown_metric');
  if (!GOAL_METRICS.includes(metric)) return fail('no_goal_metric');
  const due = dayOfDate(wanted.targetDate);
  if (due === null || dateOfDay(due) !== wanted.targetDate) return fail('no_date');
  if (due < today + SHORTEST_GOAL_DAYS) return fail('too_soon');
  if (due > today + LONGEST_GOAL_DAYS) return fail('too_late');
  if (start === null) return fail('no_reading');
  const { min, max } = metric.plausible;
  const most = metric.isCounted ? max * (due - today + 1) : max;
  // Written so that NaN is refused too.
  if (!(wanted.targetValue >= min && wanted.targetValue <= most)) return fail('implausible_target');
  if (Math.abs(wanted.targetValue - start) < metric.meaningfulChange) return fail('too_near');
  const wants = wanted.targetValue > start ? 'up' : 'down';
  if (!metric.betterFollowsGoal && metric.better !== wants) return fail('wrong_way');
  return ok(start);
}

/** What a member may change about a goal. */
export interface GoalChange {
  readonly targetValue: number;
  readonly targetDate: string;
  readonly autoAdjust: boolean;
}

/**
 * A goal with another target or date. Progress is measured from where it began; one whose date had
 * passed is under way again.
 */
export function changedGoal(goal: Goal, change: GoalChange): Goal {
  const moved = change.targetValue !== goal.targetValue || change.targetDate !== goal.targetDate;
  return { ...goal, ...change, status: moved ? 'active' : goal.status };
}

/** Whether a goal that is changed would be one that is reached already. */
export function isReachedAlready(goal: Goal): boolean {
  return goalProgress(goal) >= 1;
}
