import { dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { usableVisits } from '../attendance/usable-visits.ts';
import { streakEndingAt } from '../attendance/streak.ts';
import type { Achievement } from '../achievements/achievement.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { withoutShortSessions } from '../metrics/short-sessions.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import { median } from '../statistics/order.ts';
import type { Visit } from '../visits/visit.ts';

/** What one week came to, beside the member's usual. */
export interface WeeklySummary {
  /** Monday, ISO date in the gym's zone. */
  readonly weekStart: string;
  readonly visits: number;
  /** Median of the eight weeks before; null for a member younger than two weeks. */
  readonly usualVisits: number | null;
  readonly trainingMin: number;
  readonly caloriesKcal: number;
  readonly effortPoints: number;
  /** The streak as it stood on Sunday. */
  readonly streakWeeks: number;
  /** Achievements earned in the week, oldest first. */
  readonly achievementTypes: readonly string[];
  /** How the week compares with the usual. */
  readonly verdict: 'first' | 'more' | 'usual' | 'less' | 'none';
}

/** Rows a summary is made from, in any order. */
export interface WeeklySummaryInput {
  readonly visits: readonly Visit[];
  readonly readings: readonly MetricReading[];
  readonly achievements: readonly Achievement[];
  readonly excusedWeeks: ReadonlySet<number>;
  /** Monday of the week to sum up, day number. */
  readonly week: number;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** Metrics that a week is summed up by. */
export const SUMMED_METRICS = ['workout_duration', 'calories_burned', 'effort_points'] as const;

const USUAL_WEEKS = 8;
const LEAST_WEEKS_BEFORE = 2;

/** Sums up one week; the same rows always give the same summary, whenever the job runs. */
export function summariseWeek(input: WeeklySummaryInput): WeeklySummary {
  const { week, days, nowMs } = input;
  const isIn = (epochMs: number): boolean => days.weekOf(epochMs) === week;
  const visits = usableVisits(input.visits, nowMs).filter(
    ({ checkedInAtMs }) => days.weekOf(checkedInAtMs) <= week,
  );
  const readings = usableReadings(withoutShortSessions(input.readings), nowMs).filter(({ recordedAtMs }) =>
    isIn(recordedAtMs),
  );
  const total = (metricType: (typeof SUMMED_METRICS)[number]): number =>
    readings
      .filter((reading) => reading.metricType === metricType)
      .reduce((sum, { value }) => sum + value, 0);
  const count = visits.filter(({ checkedInAtMs }) => isIn(checkedInAtMs)).length;
  const usualVisits = usualCount(visits, week, days, input.excusedWeeks);
  return {
    weekStart: dateOfDay(week),
    visits: count,
    usualVisits,
    trainingMin: total('workout_duration'),
    caloriesKcal: total('calories_burned'),
    effortPoints: total('effort_points'),
    streakWeeks: streakEndingAt(
      week,
      new Set(visits.map(({ checkedInAtMs }) => days.weekOf(checkedInAtMs))),
      input.excusedWeeks,
    ),
    achievementTypes: input.achievements
      .filter(({ achievedAtMs }) => isIn(achievedAtMs))
      .sort((left, right) => left.achievedAtMs - right.achievedAtMs || (left.id < right.id ? -1 : 1))
      .map(({ achievementType }) => achievementType),
    verdict: judge(count, usualVisits),
  };
}

/** Median visits of the eight weeks before, none counted from before the first visit, nor weeks nobody expected one in. */
function usualCount(
  visits: readonly Visit[],
  week: number,
  days: LocalDays,
  excusedWeeks: ReadonlySet<number>,
): number | null {
  const first = visits[0];
  if (first === undefined) return null;
  const from = Math.max(week - USUAL_WEEKS * 7, days.weekOf(first.checkedInAtMs));
  const weeks = (week - from) / 7;
  const counts = Array.from({ length: Math.max(0, weeks) }, () => 0);
  for (const { checkedInAtMs } of visits) {
    const index = (days.weekOf(checkedInAtMs) - from) / 7;
    const before = counts[index];
    if (before !== undefined) counts[index] = before + 1;
  }
  const expected = counts.filter((_, i) => !excusedWeeks.has(from + i * 7));
  return expected.length < LEAST_WEEKS_BEFORE ? null : median(expected);
}

function judge(count: number, usual: number | null): WeeklySummary['verdict'] {
  if (count === 0) return 'none';
  if (usual === null) return 'first';
  return count > usual ? 'more' : count < usual ? 'less' : 'usual';
}
