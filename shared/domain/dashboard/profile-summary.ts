import type { LocalDays } from '../../base/local-days.ts';
import type { Achievement } from '../achievements/achievement.ts';
import { attendanceHabits } from '../attendance/habits.ts';
import { visitHeatMap } from '../attendance/heat-map.ts';
import { inferPreferences } from '../attendance/infer-preferences.ts';
import { streakWeeks } from '../attendance/streak.ts';
import { weeklyVisits } from '../attendance/weekly-visits.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { Member } from '../members/member.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { SUMMED_METRICS, summariseWeek } from '../progress/weekly-summary.ts';
import type { Visit } from '../visits/visit.ts';
import { phraseOf } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import type { LastWeek, ProfileSummary } from './dashboard.ts';

/** Weeks drawn in the profile. */
const WEEKS_SHOWN = 12;
/** Kinds of class named as preferred. */
const MAX_PREFERRED_TYPES = 5;

/** What a profile is made from; visits and readings usable and oldest first. */
export interface ProfileInput {
  readonly member: Member;
  readonly visits: readonly Visit[];
  /** Classes behind the visits, by id. */
  readonly classes: ReadonlyMap<string, GymClass>;
  /** By metric. */
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly achievements: readonly Achievement[];
  readonly excusedWeeks: ReadonlySet<number>;
  readonly nowMs: number;
  readonly days: LocalDays;
  readonly words: Wording;
}

/** Who the member is and how they come: in words, in numbers and day by day. */
export function profileSummary(input: ProfileInput): ProfileSummary {
  const { member, visits, classes, nowMs, days, words } = input;
  const weekly = weeklyVisits(visits, nowMs, days, WEEKS_SHOWN);
  const last = visits.at(-1);
  const preferences = inferPreferences(visits, classes, days);
  return {
    member_id: member.id,
    first_name: member.firstName,
    attendance_pattern: phraseOf(words.attendance, attendanceHabits(visits, nowMs, days)),
    visits_this_week: weekly.at(-1)?.visits ?? 0,
    visits_total: visits.length,
    streak_weeks: streakWeeks(visits, nowMs, days, input.excusedWeeks),
    last_visit_at: last === undefined ? null : new Date(last.checkedInAtMs).toISOString(),
    weekly_visits: weekly,
    heat_map: visitHeatMap(visits, nowMs, days),
    preferences: {
      class_types: preferences.classTypes.slice(0, MAX_PREFERRED_TYPES).map(({ classType }) => classType),
      weekdays: preferences.weekdays.map(({ weekday }) => weekday),
      time_of_day: preferences.timeOfDay,
    },
    ...(last === undefined ? {} : { last_week: lastWeek(input) }),
  };
}

function lastWeek({
  visits,
  readings,
  achievements,
  excusedWeeks,
  nowMs,
  days,
  words,
}: ProfileInput): LastWeek {
  const week = days.weekOf(nowMs) - 7;
  const fromMs = days.startOfDayMs(week);
  const summary = summariseWeek({
    visits,
    readings: SUMMED_METRICS.flatMap((metricType) =>
      (readings.get(metricType) ?? []).filter(({ recordedAtMs }) => recordedAtMs >= fromMs),
    ),
    achievements: achievements.filter(({ achievedAtMs }) => achievedAtMs >= fromMs),
    excusedWeeks,
    week,
    nowMs,
    days,
  });
  return {
    week_start: summary.weekStart,
    text: phraseOf(words.week, {
      kind: summary.verdict,
      visits: summary.visits,
      usualVisits: summary.usualVisits,
    }),
    visits: summary.visits,
    usual_visits: summary.usualVisits,
    training_min: summary.trainingMin,
    calories_kcal: summary.caloriesKcal,
    effort_points: summary.effortPoints,
    achievement_types: summary.achievementTypes,
  };
}
