import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { aggregate, findMetric, shownValue } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import { isOpenGoal } from './goal.ts';
import type { Goal, GoalStatus } from './goal.ts';

/**
 * Share of the way from the start to the target, 0 to 1, going by the values as they are shown: 80.04
 * kg reads 80.0 and has reached 80. A goal set where it already stood is done as long as the value
 * stays there.
 */
export function goalProgress(
  goal: Pick<Goal, 'metricType' | 'startValue' | 'targetValue' | 'currentValue'>,
): number {
  const startValue = shownValue(goal.metricType, goal.startValue);
  const distance = shownValue(goal.metricType, goal.targetValue) - startValue;
  const covered = shownValue(goal.metricType, goal.currentValue) - startValue;
  if (!Number.isFinite(distance) || !Number.isFinite(covered)) return 0;
  if (distance === 0) return covered === 0 ? 1 : 0;
  return Math.min(1, Math.max(0, covered / distance));
}

/** What a goal's readings make of it today. */
export interface GoalState {
  readonly currentValue: number;
  readonly status: GoalStatus;
  readonly progress: number;
}

/**
 * Brings a goal up to date. Counted metrics (workouts, calories) add up from the start date to the
 * target date; others take their latest reading, a record its highest. An achieved goal stays
 * achieved whatever is read later; a missed one stays missed.
 * @param readings of any metrics, any order
 * @returns the goal as it stands; unchanged values when no reading falls into its time
 */
export function evaluateGoal(
  goal: Goal,
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
): GoalState {
  const currentValue = currentGoalValue(goal, readings, nowMs, days) ?? goal.currentValue;
  const progress = goalProgress({ ...goal, currentValue });
  if (goal.status === 'achieved') return { currentValue, status: goal.status, progress: 1 };
  if (!isOpenGoal(goal)) return { currentValue, status: goal.status, progress };
  if (progress >= 1) return { currentValue, status: 'achieved', progress };
  const isOver = days.dateOf(nowMs) > goal.targetDate;
  return { currentValue, status: isOver ? 'missed' : goal.status, progress };
}

/**
 * The value a goal is measured by, from the readings between its start and its target date.
 * @returns null when there is none, or the metric is unknown
 */
export function currentGoalValue(
  goal: Pick<Goal, 'metricType' | 'startValue' | 'startDate' | 'targetDate'>,
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
): number | null {
  const metric = findMetric(goal.metricType);
  if (metric === undefined) return null;
  const ofMetric = readings.filter((reading) => reading.metricType === goal.metricType);
  const from = dayOfDate(goal.startDate) ?? Number.NEGATIVE_INFINITY;
  const to = dayOfDate(goal.targetDate) ?? Number.POSITIVE_INFINITY;
  const values = usableReadings(ofMetric, nowMs)
    .filter(({ recordedAtMs }) => {
      const day = days.dayOf(recordedAtMs);
      return day >= from && day <= to;
    })
    .map((reading) => reading.value);
  if (metric.isCounted) return goal.startValue + (aggregate('sum', values) ?? 0);
  return aggregate(metric.perWeek === 'max' ? 'max' : 'last', values);
}

/** The moment a goal was first reached. */
export interface GoalReached {
  readonly atMs: number;
  /** What it stood at then. */
  readonly value: number;
}

/**
 * When a goal was first reached and with which value, whatever was read after that: the same however late it is noticed.
 * @param readings of the goal's metric, usable, oldest first
 * @returns null when no reading within its time reaches the target
 */
export function goalReached(
  goal: Goal,
  readings: readonly MetricReading[],
  days: LocalDays,
): GoalReached | null {
  const isCounted = findMetric(goal.metricType)?.isCounted === true;
  let total = goal.startValue;
  for (const { value, recordedAtMs } of readings) {
    const date = days.dateOf(recordedAtMs);
    if (date < goal.startDate || date > goal.targetDate) continue;
    total += value;
    const currentValue = isCounted ? total : value;
    if (goalProgress({ ...goal, currentValue }) >= 1) return { atMs: recordedAtMs, value: currentValue };
  }
  return null;
}
