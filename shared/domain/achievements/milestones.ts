import type { LocalDays } from '../../base/local-days.ts';
import { gymMinuteOf, gymTime, gymWeekday } from '../attendance/gym-time.ts';
import { streakAtEachWeek } from '../attendance/streak.ts';
import type { GymClass } from '../classes/gym-class.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import type { Visit } from '../visits/visit.ts';
import type { AchievementFamily, AchievementRule } from './achievement-rules.ts';

/** What achievements are judged by; visits and readings usable and oldest first. */
export interface MemberPast {
  readonly visits: readonly Visit[];
  /** Classes behind the visits, by id. */
  readonly classes: ReadonlyMap<string, GymClass>;
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  /** When each goal was reached, ascending. */
  readonly goalsReachedAtMs: readonly number[];
  readonly joinedAtMs: number;
  readonly excusedWeeks: ReadonlySet<number>;
  readonly days: LocalDays;
}

/** A count as it stood at a time, within a period. */
export interface Milestone {
  readonly atMs: number;
  readonly count: number;
  /** Week, month, year or moment it belongs to; one for all when the count never starts anew. */
  readonly period: string;
}

/** Early birds come before seven, night owls from eight in the evening on; minutes of the gym's day. */
const EARLY_BEFORE_MIN = gymMinuteOf(7 * 60);
const LATE_FROM_MIN = gymMinuteOf(20 * 60);
/** The first days of January in which a visit starts the year. */
const NEW_YEAR_DAYS = 7;
/** Earlier values a record must beat before it is called one. */
const RECORD_NEEDS = 4;

/** How each family's count grew, step by step, oldest first. */
export const COUNTS: Readonly<
  Record<AchievementFamily, (past: MemberPast, rule: AchievementRule) => readonly Milestone[]>
> = {
  visits_total: ({ visits }) => running(visits),
  visits_in_week: (past) => running(past.visits, (visit) => past.days.weekStartOf(visit.checkedInAtMs)),
  visits_in_month: (past) => running(past.visits, (visit) => monthOf(visit.checkedInAtMs, past.days)),
  streak_weeks: streaks,
  classes_total: (past) => running(past.visits.filter((visit) => classOf(visit, past) !== undefined)),
  class_types: (past) => distinct(past.visits, (visit) => classOf(visit, past)?.classType),
  class_types_in_month: (past) =>
    distinct(
      past.visits,
      (visit) => classOf(visit, past)?.classType,
      (visit) => monthOf(visit.checkedInAtMs, past.days),
    ),
  early_visits: ({ visits, days }) =>
    running(visits.filter((visit) => gymTime(visit.checkedInAtMs, days).minute < EARLY_BEFORE_MIN)),
  late_visits: ({ visits, days }) =>
    running(visits.filter((visit) => gymTime(visit.checkedInAtMs, days).minute >= LATE_FROM_MIN)),
  weekend_visits: ({ visits, days }) =>
    running(visits.filter((visit) => gymWeekday(visit.checkedInAtMs, days) >= 6)),
  weekdays_covered: ({ visits, days }) =>
    distinct(visits, (visit) => String(gymWeekday(visit.checkedInAtMs, days))),
  comeback: comebacks,
  member_years: memberYears,
  new_year: ({ visits, days }) =>
    visits.flatMap((visit) => {
      const date = days.dateOf(visit.checkedInAtMs);
      const isFresh = date.slice(5, 7) === '01' && Number(date.slice(8)) <= NEW_YEAR_DAYS;
      return isFresh ? [{ atMs: visit.checkedInAtMs, count: 1, period: date.slice(0, 4) }] : [];
    }),
  effort_points_total: (past) => totals(past, 'effort_points'),
  effort_points_in_session: (past) =>
    (past.readings.get('effort_points') ?? []).map(({ recordedAtMs, value }) => step(recordedAtMs, value)),
  calories_total: (past) => totals(past, 'calories_burned'),
  training_hours: (past) =>
    totals(past, 'workout_duration').map((milestone) => ({ ...milestone, count: milestone.count / 60 })),
  personal_record: records,
  goals_reached: ({ goalsReachedAtMs }) => goalsReachedAtMs.map((atMs, i) => step(atMs, i + 1)),
};

const ALWAYS = 'once';

function step(atMs: number, count: number, period: string = ALWAYS): Milestone {
  return { atMs, count, period };
}

function monthOf(epochMs: number, days: LocalDays): string {
  return days.dateOf(epochMs).slice(0, 7);
}

function classOf(visit: Visit, past: MemberPast): GymClass | undefined {
  return visit.classId === null ? undefined : past.classes.get(visit.classId);
}

function running(
  visits: readonly Visit[],
  periodOf: (visit: Visit) => string = () => ALWAYS,
): readonly Milestone[] {
  const counts = new Map<string, number>();
  return visits.map((visit) => {
    const period = periodOf(visit);
    const count = (counts.get(period) ?? 0) + 1;
    counts.set(period, count);
    return step(visit.checkedInAtMs, count, period);
  });
}

function distinct(
  visits: readonly Visit[],
  of: (visit: Visit) => string | undefined,
  periodOf: (visit: Visit) => string = () => ALWAYS,
): readonly Milestone[] {
  const seen = new Map<string, Set<string>>();
  return visits.flatMap((visit) => {
    const what = of(visit);
    if (what === undefined) return [];
    const period = periodOf(visit);
    const kinds = seen.get(period) ?? new Set();
    kinds.add(what);
    seen.set(period, kinds);
    return [step(visit.checkedInAtMs, kinds.size, period)];
  });
}

/** The streak as it stood in each visited week; weeks between two visits must all be excused to keep it. */
function streaks({ visits, days, excusedWeeks }: MemberPast): readonly Milestone[] {
  return streakAtEachWeek(visits, days, excusedWeeks).map(({ streak, visit }) =>
    step(visit.checkedInAtMs, streak),
  );
}

/** Weeks away before each visit; the visit's own date is the period, so that every return counts once. */
function comebacks({ visits, days }: MemberPast): readonly Milestone[] {
  return visits.slice(1).map((visit, i) => {
    const before = visits[i] ?? visit;
    const weeks = Math.floor((days.dayOf(visit.checkedInAtMs) - days.dayOf(before.checkedInAtMs)) / 7);
    return step(visit.checkedInAtMs, weeks, days.dateOf(visit.checkedInAtMs));
  });
}

/** Years of membership at each visit: an anniversary is celebrated when the member is there. */
function memberYears({ visits, days, joinedAtMs }: MemberPast): readonly Milestone[] {
  if (!Number.isFinite(joinedAtMs)) return [];
  const joined = days.dateOf(joinedAtMs);
  return visits.map((visit) => {
    const date = days.dateOf(visit.checkedInAtMs);
    const years =
      Number(date.slice(0, 4)) - Number(joined.slice(0, 4)) - (date.slice(5) < joined.slice(5) ? 1 : 0);
    return step(visit.checkedInAtMs, years);
  });
}

function totals({ readings }: MemberPast, metric: string): readonly Milestone[] {
  let total = 0;
  return (readings.get(metric) ?? []).map(({ recordedAtMs, value }) => {
    total += Math.max(0, value);
    return step(recordedAtMs, total);
  });
}

/** New bests that beat at least four earlier values by more than the metric's noise; at most one a day. */
function records({ readings, days }: MemberPast, rule: AchievementRule): readonly Milestone[] {
  const metric = rule.metric === null ? undefined : findMetric(rule.metric);
  if (metric === undefined) return [];
  let best = Number.NEGATIVE_INFINITY;
  return (readings.get(metric.type) ?? []).flatMap(({ recordedAtMs, value }, earlier) => {
    const isRecord = earlier >= RECORD_NEEDS && value >= best + metric.meaningfulChange;
    best = Math.max(best, value);
    return isRecord ? [step(recordedAtMs, 1, days.dateOf(recordedAtMs))] : [];
  });
}
