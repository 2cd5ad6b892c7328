import { dayOfDate } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { studentCdf, studentQuantile } from '../statistics/student-t.ts';
import { chanceAmongPeople } from '../trends/reach-chance.ts';
import type { Reaching } from '../trends/reach-chance.ts';
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
  const pace = paceOf(totals);
  const { mean, variance, degrees } = pace;
  const margin = studentQuantile(1 - (1 - CONFIDENCE) / 2, degrees) * Math.sqrt(variance / totals.length);
  const today = days.dayOf(nowMs);
  const dayAt = (perWeek: number): number | null => {
    const ahead = perWeek > 0 ? (missing / perWeek) * 7 : Number.POSITIVE_INFINITY;
    return ahead <= FORECAST_HORIZON_DAYS ? today + Math.ceil(ahead) : null;
  };
  return {
    earliestDay: dayAt(mean + margin),
    expectedDay: dayAt(mean),
    latestDay: dayAt(mean - margin),
    probabilityByTargetDate: probabilityInTime(goal, missing, pace, today),
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

/** What full weeks say of the weeks to come. */
interface Pace {
  readonly mean: number;
  /** Of one week. */
  readonly variance: number;
  readonly weeks: number;
  readonly degrees: number;
}

/** Before looking, a week is off its usual by this share: three equal weeks are no promise of a fourth. */
const USUAL_SPREAD = 0.4;

/** Mean and spread of full weeks, with one look at the spread beforehand. @param totals at least one */
export function paceOf(totals: readonly number[]): Pace {
  const weeks = totals.length;
  const mean = totals.reduce((sum, total) => sum + total, 0) / weeks;
  const squares = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0);
  return { mean, variance: (squares + (USUAL_SPREAD * mean) ** 2) / weeks, weeks, degrees: weeks };
}

/** Chance that the weeks left bring what is missing; null once the date is over, or without a pace. */
function probabilityInTime(goal: Goal, missing: number, pace: Pace, today: number): number | null {
  const due = dayOfDate(goal.targetDate);
  // Weeks without any say nothing about how the next ones differ.
  if (due === null || due < today || pace.mean <= 0) return null;
  return chanceAmongPeople(chanceInWeeks(pace, missing, (due - today + 1) / 7), COUNTED);
}

/**
 * How chances from a pace came true for twenty people who logged their workouts, a person left out at a
 * time (`tests/bench/people.bench.ts`): a pace promises more than people keep.
 */
const COUNTED: Reaching = { extremes: 0, intercept: 0.33, slope: 0.67 };

/** The same before people have their say: the spread of the weeks and the error of the pace, on Student's t. */
export function chanceInWeeks(pace: Pace, missing: number, weeksLeft: number): number {
  const ahead = pace.mean * weeksLeft - missing;
  const error = Math.sqrt(pace.variance * (weeksLeft + weeksLeft ** 2 / pace.weeks));
  if (error === 0) return ahead >= 0 ? 1 : 0;
  return studentCdf(ahead / error, pace.degrees);
}
