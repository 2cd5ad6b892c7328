import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { studentCdf, studentQuantile } from '../statistics/student-t.ts';
import type { Goal } from './goal.ts';
import { FORECAST_HORIZON_DAYS, NO_FORECAST } from './goal-forecast.ts';
import type { GoalForecast } from './goal-forecast.ts';

/** Weeks the pace is read from; fewer than three full weeks are no pace. */
const WEEKS = 8;
const LEAST_WEEKS = 3;
const CONFIDENCE = 0.95;

/**
 * Forecasts a goal that is counted up, such as twenty workouts: the weekly totals of the last eight
 * full weeks, weeks without any included, give a pace and its interval.
 * @param readings of the goal's metric, usable, oldest first
 */
export function forecastCount(
  goal: Goal,
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
): GoalForecast {
  const totals = fullWeekTotals(readings, nowMs, days);
  if (totals.length < LEAST_WEEKS) return NO_FORECAST;
  const missing = goal.targetValue - goal.currentValue;
  // What is counted only grows.
  if (missing <= 0) return NO_FORECAST;
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / (totals.length - 1);
  const margin =
    studentQuantile(1 - (1 - CONFIDENCE) / 2, totals.length - 1) * Math.sqrt(variance / totals.length);
  const today = days.dayOf(nowMs);
  const dayAt = (perWeek: number): number | null => {
    const ahead = perWeek > 0 ? (missing / perWeek) * 7 : Number.POSITIVE_INFINITY;
    return ahead <= FORECAST_HORIZON_DAYS ? today + Math.ceil(ahead) : null;
  };
  return {
    earliestDay: dayAt(mean + margin),
    expectedDay: dayAt(mean),
    latestDay: dayAt(mean - margin),
    probabilityByTargetDate: probabilityInTime(
      goal,
      { missing, mean, variance, weeks: totals.length },
      today,
    ),
  };
}

/** Totals of full weeks, oldest first: from the week after the first reading, or eight weeks back. */
function fullWeekTotals(
  readings: readonly MetricReading[],
  nowMs: number,
  days: LocalDays,
): readonly number[] {
  const first = readings[0];
  if (first === undefined) return [];
  const thisWeek = days.weekOf(nowMs);
  const from = Math.max(thisWeek - WEEKS * 7, days.weekOf(first.recordedAtMs) + 7);
  const totals = Array.from({ length: Math.max(0, (thisWeek - from) / 7) }, () => 0);
  for (const reading of readings) {
    const week = (days.weekOf(reading.recordedAtMs) - from) / 7;
    const before = totals[week];
    if (before !== undefined) totals[week] = before + reading.value;
  }
  return totals;
}

/** Chance that the weeks left bring what is missing: their spread and the error of the pace, on Student's t. */
function probabilityInTime(
  goal: Goal,
  pace: {
    readonly missing: number;
    readonly mean: number;
    readonly variance: number;
    readonly weeks: number;
  },
  today: number,
): number | null {
  const due = dayOfDate(goal.targetDate);
  if (due === null || due < today) return null;
  const weeksLeft = (due - today + 1) / 7;
  const ahead = pace.mean * weeksLeft - pace.missing;
  const error = Math.sqrt(pace.variance * (weeksLeft + weeksLeft ** 2 / pace.weeks));
  if (error === 0) return ahead >= 0 ? 1 : 0;
  return studentCdf(ahead / error, pace.weeks - 1);
}
