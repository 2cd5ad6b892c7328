import { dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { weeklyValues } from '../metrics/daily-values.ts';
import { roundShown } from '../../base/round-shown.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { TimedValue } from '../metrics/timed-value.ts';
import { median } from '../statistics/order.ts';
import { judgeTarget } from './judge-goal.ts';

/** A goal that fits what a member does anyway, with a little more asked of it. */
export interface GoalPreset {
  readonly targetValue: number;
  /** ISO calendar date in the gym's zone. */
  readonly targetDate: string;
  /** What a usual week comes to, for what adds up; null for a level. */
  readonly usualPerWeek: number | null;
}

/** Full weeks that a usual one is taken from, and the fewest that make one. */
export const PRESET_WEEKS = 8;
const LEAST_WEEKS = 4;
/** For what adds up: so many weeks of the usual, and a tenth more, which is a step and no leap. */
const WEEKS_AHEAD = [4, 8, 13] as const;
const MORE = 1.1;
/** For a level: so many meaningful changes, each within four weeks. */
const CHANGES = [1, 2, 3] as const;
const DAYS_A_CHANGE = 28;

/**
 * Goals a member may take as they are: none for a metric that is better neither way, which nobody is told to move.
 * @param readings usable readings of the metric, oldest first; of what adds up those of the last full weeks
 * @param start where a goal would start; null where there is nothing to start from
 */
export function goalPresets(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  start: number | null,
  nowMs: number,
  days: LocalDays,
): readonly GoalPreset[] {
  if (start === null || metric.better === 'none') return [];
  const today = days.dayOf(nowMs);
  const wanted = metric.isCounted
    ? ofUsualWeeks(metric, readings, nowMs, days)
    : ofLevel(metric, start, today);
  return wanted.filter((preset) => judgeTarget({ metricType: metric.type, ...preset }, start, today).ok);
}

function ofUsualWeeks(
  metric: MetricDefinition,
  readings: readonly TimedValue[],
  nowMs: number,
  days: LocalDays,
): readonly GoalPreset[] {
  const thisWeek = days.weekOf(nowMs);
  const totals = new Map(weeklyValues(metric, readings, days).map(({ day, value }) => [day, value]));
  const first = totals.keys().next();
  if (first.done === true) return [];
  const from = Math.max(first.value, thisWeek - PRESET_WEEKS * 7);
  const weeks = Array.from({ length: (thisWeek - from) / 7 }, (_, week) => totals.get(from + week * 7) ?? 0);
  const usual = median(weeks);
  if (weeks.length < LEAST_WEEKS || usual === null || usual <= 0) return [];
  const today = days.dayOf(nowMs);
  return WEEKS_AHEAD.map((ahead) => ({
    targetValue: roundUp(usual * ahead * MORE),
    targetDate: dateOfDay(today + ahead * 7),
    usualPerWeek: usual,
  }));
}

function ofLevel(metric: MetricDefinition, start: number, today: number): readonly GoalPreset[] {
  const sign = metric.better === 'up' ? 1 : -1;
  return CHANGES.map((changes) => ({
    targetValue: roundShown(start + sign * changes * metric.meaningfulChange, metric.decimals),
    targetDate: dateOfDay(today + changes * DAYS_A_CHANGE),
    usualPerWeek: null,
  }));
}

/** A number one can remember: whole below 30, then fives, tens, fifties. */
function roundUp(value: number): number {
  const step = value < 30 ? 1 : value < 100 ? 5 : value < 1_000 ? 10 : 50;
  return Math.ceil(value / step) * step;
}
