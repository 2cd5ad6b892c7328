import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { clockHalfHour, gymTime, gymWeekday } from '../attendance/gym-time.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { median } from '../statistics/order.ts';
import { rankSumPValue } from '../statistics/rank-sum.ts';
import type { Visit } from '../visits/visit.ts';
import type { Insight } from './insight.ts';

/** What insights about habits are read from; visits and readings usable, oldest first. */
export interface HabitPast {
  readonly visits: readonly Visit[];
  readonly classes: ReadonlyMap<string, GymClass>;
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** When and what the member trains, where it stands out or changed. */
export function habitInsights(past: HabitPast): readonly Insight[] {
  return [bestWeekday(past), newTime(past), triedNew(past)].filter((insight) => insight !== null);
}

const SIGNIFICANT = 0.05;
const WEEKDAY_DAYS = 112;
const LEAST_PER_WEEKDAY = 4;

function bestWeekday({ readings, nowMs, days }: HabitPast): Insight | null {
  const recent = (readings.get('effort_points') ?? []).filter(
    ({ recordedAtMs }) => nowMs - recordedAtMs <= WEEKDAY_DAYS * DAY_MS,
  );
  const weekdayOf = ({ recordedAtMs }: MetricReading): number => gymWeekday(recordedAtMs, days);
  const groups = [...Map.groupBy(recent, weekdayOf)]
    .filter(([, sessions]) => sessions.length >= LEAST_PER_WEEKDAY)
    .map(([weekday, sessions]) => ({ weekday, points: median(sessions.map(({ value }) => value)) ?? 0 }))
    .sort((left, right) => right.points - left.points || left.weekday - right.weekday);
  const best = groups[0];
  if (best === undefined || groups.length < 2) return null;
  const onIt = recent.filter((session) => weekdayOf(session) === best.weekday).map(({ value }) => value);
  const others = recent.filter((session) => weekdayOf(session) !== best.weekday).map(({ value }) => value);
  // The best of several weekdays was picked, so each comparison must be that much surer (Bonferroni).
  const pValue = Math.min(1, (rankSumPValue(onIt, others) ?? 1) * groups.length);
  if (pValue > SIGNIFICANT) return null;
  return {
    finding: {
      kind: 'best_weekday',
      weekday: best.weekday,
      points: best.points,
      others: median(others) ?? 0,
    },
    subject: 'weekday',
    strength: 0.45 * (1 - pValue),
    evidence: { n: recent.length, pValue },
  };
}

const RECENT_DAYS = 28;
const BEFORE_DAYS = 84;
const LEAST_VISITS = 6;
const LEAST_SHIFT_MIN = 90;
const TIME_SIGNIFICANT = 0.01;

function newTime({ visits, nowMs, days }: HabitPast): Insight | null {
  const minutesOf = (from: number, to: number): number[] =>
    visits
      .filter(
        ({ checkedInAtMs }) => nowMs - checkedInAtMs < from * DAY_MS && nowMs - checkedInAtMs >= to * DAY_MS,
      )
      .map(({ checkedInAtMs }) => gymTime(checkedInAtMs, days).minute);
  const recent = minutesOf(RECENT_DAYS, 0);
  const before = minutesOf(BEFORE_DAYS, RECENT_DAYS);
  if (recent.length < LEAST_VISITS || before.length < LEAST_VISITS) return null;
  const from = median(before) ?? 0;
  const to = median(recent) ?? 0;
  const pValue = rankSumPValue(recent, before);
  if (pValue === null || pValue > TIME_SIGNIFICANT || Math.abs(to - from) < LEAST_SHIFT_MIN) return null;
  return {
    finding: { kind: 'new_time', from: clockHalfHour(from), to: clockHalfHour(to) },
    subject: 'time',
    strength: 0.4,
    evidence: { n: recent.length + before.length, pValue },
  };
}

const NEW_DAYS = 14;
const LEAST_CLASSES_BEFORE = 5;

function triedNew({ visits, classes, nowMs }: HabitPast): Insight | null {
  const attended = visits.flatMap((visit) => {
    const gymClass = visit.classId === null ? undefined : classes.get(visit.classId);
    return gymClass === undefined ? [] : [{ gymClass, atMs: visit.checkedInAtMs }];
  });
  const known = new Set<string>();
  let found: GymClass | null = null;
  for (const [i, { gymClass, atMs }] of attended.entries()) {
    const isNew = !known.has(gymClass.classType) && i >= LEAST_CLASSES_BEFORE;
    if (isNew && nowMs - atMs <= NEW_DAYS * DAY_MS) found = gymClass;
    known.add(gymClass.classType);
  }
  if (found === null) return null;
  return {
    finding: { kind: 'tried_new', className: found.name },
    subject: 'class',
    strength: 0.35,
    evidence: { n: attended.length, pValue: null },
  };
}
