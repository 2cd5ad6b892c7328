import { DAY_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { streakWeeks } from '../attendance/streak.ts';
import { weeklyVisits } from '../attendance/weekly-visits.ts';
import { dayOfDate } from '../../base/calendar-days.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { weeklyValues } from '../metrics/daily-values.ts';
import { median } from '../statistics/order.ts';
import { levelChange } from '../trends/pettitt.ts';
import type { Visit } from '../visits/visit.ts';
import type { Insight } from './insight.ts';

/** Everything about how much a member trains is one subject: "less often" beside "your biggest week" helps nobody. */
const SUBJECT = 'training';

/** What training insights are read from; visits and readings usable, oldest first. */
export interface TrainingPast {
  readonly visits: readonly Visit[];
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly excusedWeeks: ReadonlySet<number>;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** How often and how hard the member trains, where it changed. */
export function trainingInsights(past: TrainingPast): readonly Insight[] {
  return [welcomeBack(past), oftenness(past), streakStep(past), bigWeek(past), loadJump(past)].filter(
    (insight) => insight !== null,
  );
}

const AWAY_WEEKS = 4;
const JUST_BACK_DAYS = 3;

function welcomeBack({ visits, nowMs, days }: TrainingPast): Insight | null {
  const today = days.dayOf(nowMs);
  const back = visits.findIndex(({ checkedInAtMs }) => today - days.dayOf(checkedInAtMs) <= JUST_BACK_DAYS);
  const first = visits[back];
  const before = visits[back - 1];
  if (first === undefined || before === undefined) return null;
  const weeks = Math.floor((days.dayOf(first.checkedInAtMs) - days.dayOf(before.checkedInAtMs)) / 7);
  if (weeks < AWAY_WEEKS) return null;
  return {
    finding: { kind: 'welcome_back', weeks },
    subject: SUBJECT,
    strength: 0.95,
    evidence: { n: visits.length, pValue: null },
  };
}

/** Full weeks compared, the longest ago a change is news, and the fewest weeks on either side of it. */
const WEEKS = 20;
const NEWS_WEEKS = 8;
const LEAST_WEEKS = 3;
/** Visits a week by which levels must differ to mean anything. */
const LEAST_DIFFERENCE = 0.75;
const SIGNIFICANT = 0.05;

function oftenness({ visits, excusedWeeks, nowMs, days }: TrainingPast): Insight | null {
  const first = visits[0];
  if (first === undefined) return null;
  const firstWeek = days.weekOf(first.checkedInAtMs);
  const counts = weeklyVisits(visits, nowMs, days, WEEKS + 1)
    .slice(0, -1)
    .filter(({ week_start }) => {
      const week = dayOfDate(week_start) ?? 0;
      return week > firstWeek && !excusedWeeks.has(week);
    })
    .map((week) => week.visits);
  const change = levelChange(counts);
  if (change === null || change.pValue > SIGNIFICANT) return null;
  const weeks = counts.length - change.at;
  if (change.at < LEAST_WEEKS || weeks < LEAST_WEEKS || weeks > NEWS_WEEKS) return null;
  const before = mean(counts.slice(0, change.at));
  const now = mean(counts.slice(change.at));
  if (Math.abs(now - before) < LEAST_DIFFERENCE) return null;
  return {
    finding: { kind: now > before ? 'more_often' : 'less_often', before, now, weeks },
    subject: SUBJECT,
    strength: 0.7 * (1 - change.pValue),
    evidence: { n: counts.length, pValue: change.pValue },
  };
}

/** Streaks worth looking forward to; the same steps as the achievements. */
const STREAK_STEPS: ReadonlySet<number> = new Set([4, 8, 12, 26, 52, 104]);

function streakStep({ visits, excusedWeeks, nowMs, days }: TrainingPast): Insight | null {
  const streak = streakWeeks(visits, nowMs, days, excusedWeeks);
  if (!STREAK_STEPS.has(streak + 1)) return null;
  const thisWeek = days.weekOf(nowMs);
  const cameThisWeek = visits.some(({ checkedInAtMs }) => days.weekOf(checkedInAtMs) === thisWeek);
  return {
    finding: { kind: 'streak_step', next: streak + 1, week: cameThisWeek ? 'next' : 'this' },
    subject: SUBJECT,
    strength: 0.5,
    evidence: { n: streak, pValue: null },
  };
}

/** Weeks a big one is compared with, how many of them must have points, and by how much it must stand out. */
const COMPARED_WEEKS = 8;
const LEAST_ACTIVE_WEEKS = 5;
const STANDS_OUT = 1.3;

function bigWeek({ readings, nowMs, days }: TrainingPast): Insight | null {
  const metric = findMetric('effort_points');
  if (metric === undefined) return null;
  const totals = new Map(
    weeklyValues(metric, readings.get(metric.type) ?? [], days).map(({ day, value }) => [day, value]),
  );
  const lastWeek = days.weekOf(nowMs) - 7;
  const points = totals.get(lastWeek) ?? 0;
  const before = Array.from(
    { length: COMPARED_WEEKS },
    (_, i) => totals.get(lastWeek - (i + 1) * 7) ?? 0,
  ).filter((total) => total > 0);
  const usual = median(before);
  if (usual === null || before.length < LEAST_ACTIVE_WEEKS) return null;
  if (points <= Math.max(...before) || points < STANDS_OUT * usual) return null;
  return {
    finding: { kind: 'big_week', points, usual },
    subject: SUBJECT,
    strength: 0.6,
    evidence: { n: before.length + 1, pValue: null },
  };
}

/** The last seven days against the mean week of the four before them (Hulin et al. 2014 flag from 1.5 on). */
const JUMP = 1.5;
const LEAST_LOADED_WEEKS = 3;

function loadJump({ readings, nowMs }: TrainingPast): Insight | null {
  const loads = readings.get('training_load') ?? [];
  const newest = loads.at(-1);
  // Two formulas give two scales; a change of formula is no change of training.
  const comparable = loads.filter(({ formula }) => formula === newest?.formula);
  const weekAgo = (weeks: number): number =>
    comparable
      .filter(({ recordedAtMs }) => {
        const age = nowMs - recordedAtMs;
        return age >= weeks * 7 * DAY_MS && age < (weeks + 1) * 7 * DAY_MS;
      })
      .reduce((sum, { value }) => sum + value, 0);
  const before = [1, 2, 3, 4].map(weekAgo);
  const usual = mean(before);
  if (before.filter((load) => load > 0).length < LEAST_LOADED_WEEKS || usual <= 0) return null;
  const times = weekAgo(0) / usual;
  if (times < JUMP) return null;
  return {
    finding: { kind: 'load_jump', times },
    subject: SUBJECT,
    strength: 0.75,
    evidence: { n: comparable.length, pValue: null },
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
