import { localDays } from '../../base/local-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { achievementFinding } from '../achievements/achievement-finding.ts';
import { findAchievementRule } from '../achievements/achievement-rules.ts';
import type { Achievement } from '../achievements/achievement.ts';
import { attendanceHabits } from '../attendance/habits.ts';
import { visitHeatMap } from '../attendance/heat-map.ts';
import { inferPreferences } from '../attendance/infer-preferences.ts';
import { streakWeeks } from '../attendance/streak.ts';
import { usableVisits } from '../attendance/usable-visits.ts';
import { weeklyVisits } from '../attendance/weekly-visits.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import { communityFindings } from '../community/community-findings.ts';
import type { CommunityWeek } from '../community/community-findings.ts';
import type { Goal } from '../goals/goal.ts';
import { findInsights } from '../insights/find-insights.ts';
import type { Member } from '../members/member.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import type { RecommendationModel } from '../recommendations/recommendation-model.ts';
import { recommendClasses } from '../recommendations/recommend-classes.ts';
import type { Visit } from '../visits/visit.ts';
import type { Language } from '../wording/formats.ts';
import { say } from '../wording/phrases.ts';
import { wordingFor } from '../wording/wording-for.ts';
import type { Wording } from '../wording/wording.ts';
import type { AchievementTile, ClassTile, Dashboard, ProfileSummary } from './dashboard.ts';
import { goalTiles } from './goal-tiles.ts';
import { metricTiles } from './metric-tiles.ts';

/** Everything a dashboard is made from: plain rows of one member, in any order. */
export interface DashboardInput {
  readonly member: Member;
  readonly visits: readonly Visit[];
  readonly metrics: readonly MetricReading[];
  readonly goals: readonly Goal[];
  readonly achievements: readonly Achievement[];
  /** The gym's timetable from now on. */
  readonly upcomingClasses: readonly GymClass[];
  readonly bookings: readonly Booking[];
  /** Classes behind past visits; a visit to a class not in here counts as open gym. */
  readonly attendedClasses?: readonly GymClass[];
  readonly community?: CommunityWeek | null;
  /** Ids of classes and kinds of class the member said "not for me" to. */
  readonly notForMe?: readonly string[];
  /** Learned from this gym by `learnRecommendations`; without it the product's own weights serve. */
  readonly recommendationModel?: RecommendationModel | undefined;
  /** Mondays (day numbers) that neither count for a streak nor break it. */
  readonly excusedWeeks?: ReadonlySet<number>;
  readonly nowMs: number;
  /** IANA zone of the gym. */
  readonly zone: string;
  readonly language?: Language;
  readonly weightUnit?: 'kg' | 'lb';
}

/** Weeks drawn in the profile. */
const WEEKS_SHOWN = 12;
/** Achievements shown, newest first; the rest is a screen of its own. */
const MAX_ACHIEVEMENTS = 12;
/** Kinds of class named as preferred. */
const MAX_PREFERRED_TYPES = 5;
/** Booked classes shown. */
const MAX_UPCOMING = 10;

/** Booking states in which a class is still ahead of the member. */
const AHEAD: ReadonlySet<string> = new Set(['booked', 'waitlisted', 'requested']);

/**
 * Builds the document a member sees first. Rows that cannot be (from the future, without a number)
 * are left out; a member without any history gets a complete, empty dashboard.
 * @throws RangeError for a zone that does not exist
 */
export function buildDashboard(input: DashboardInput): Dashboard {
  const { member, nowMs, bookings } = input;
  const days = localDays(input.zone);
  const words = wordingFor(input.language, input.weightUnit);
  const visits = usableVisits(input.visits, nowMs);
  const readings = Map.groupBy(usableReadings(input.metrics, nowMs), (reading) => reading.metricType);
  const classes = new Map((input.attendedClasses ?? []).map((gymClass) => [gymClass.id as string, gymClass]));
  const bookingOf = new Map(bookings.map((booking) => [booking.classId as string, booking.status as string]));
  return {
    generated_at: isoTime(nowMs),
    profile_summary: profileSummary(input, visits, classes, days, words),
    upcoming_classes: upcomingTiles(input.upcomingClasses, bookingOf, nowMs),
    recommended_classes: recommendClasses({
      visits,
      classes,
      upcoming: input.upcomingClasses,
      bookings,
      notForMe: new Set(input.notForMe ?? []),
      model: input.recommendationModel,
      nowMs,
      days,
    }).map(({ gymClass, reason }) => ({
      ...classTile(gymClass, bookingOf.get(gymClass.id) ?? null),
      reason: say(words.recommendation, reason),
    })),
    achievements: achievementTiles(input.achievements, words),
    goals: goalTiles(input.goals, readings, nowMs, days, words),
    progress_metrics: metricTiles(readings, input.goals, nowMs, days, words),
    community_highlights: communityFindings(input.community ?? NO_COMMUNITY, member.id).map((finding) => ({
      kind: finding.kind,
      text: say(words.community, finding),
    })),
    insights: findInsights({
      visits,
      classes,
      readings,
      goals: input.goals,
      excusedWeeks: input.excusedWeeks ?? new Set(),
      nowMs,
      days,
    }).map(({ finding, strength, evidence }) => ({
      kind: finding.kind,
      text: say(words.insight, finding),
      strength,
      evidence: { n: evidence.n, p_value: evidence.pValue },
    })),
  };
}

const NO_COMMUNITY: CommunityWeek = { members: [], challenge: null };

function upcomingTiles(
  classes: readonly GymClass[],
  bookingOf: ReadonlyMap<string, string>,
  nowMs: number,
): readonly ClassTile[] {
  return classes
    .filter(({ id, startsAtMs }) => startsAtMs > nowMs && AHEAD.has(bookingOf.get(id) ?? ''))
    .sort((left, right) => left.startsAtMs - right.startsAtMs || (left.id < right.id ? -1 : 1))
    .slice(0, MAX_UPCOMING)
    .map((gymClass) => classTile(gymClass, bookingOf.get(gymClass.id) ?? null));
}

/** Newest first and each kind once, in the reader's language where the rule is still known, else as it was stored. */
function achievementTiles(achievements: readonly Achievement[], words: Wording): readonly AchievementTile[] {
  return [...achievements]
    .sort((left, right) => right.achievedAtMs - left.achievedAtMs || (left.id < right.id ? -1 : 1))
    .filter(
      ({ achievementType }, i, all) =>
        all.findIndex((each) => each.achievementType === achievementType) === i,
    )
    .slice(0, MAX_ACHIEVEMENTS)
    .map(({ achievementType, description, achievedAtMs }) => {
      const rule = findAchievementRule(achievementType);
      return {
        achievement_type: achievementType,
        description: rule === undefined ? description : say(words.achievement, achievementFinding(rule)),
        achieved_at: isoTime(achievedAtMs),
      };
    });
}

function profileSummary(
  { member, nowMs, excusedWeeks }: DashboardInput,
  visits: readonly Visit[],
  classes: ReadonlyMap<string, GymClass>,
  days: LocalDays,
  words: Wording,
): ProfileSummary {
  const weekly = weeklyVisits(visits, nowMs, days, WEEKS_SHOWN);
  const last = visits.at(-1);
  const preferences = inferPreferences(visits, classes, days);
  return {
    member_id: member.id,
    first_name: member.firstName,
    attendance_pattern: say(words.attendance, attendanceHabits(visits, nowMs, days)),
    visits_this_week: weekly.at(-1)?.visits ?? 0,
    visits_total: visits.length,
    streak_weeks: streakWeeks(visits, nowMs, days, excusedWeeks),
    last_visit_at: last === undefined ? null : isoTime(last.checkedInAtMs),
    weekly_visits: weekly,
    heat_map: visitHeatMap(visits, nowMs, days),
    preferences: {
      class_types: preferences.classTypes.slice(0, MAX_PREFERRED_TYPES).map(({ classType }) => classType),
      weekdays: preferences.weekdays.map(({ weekday }) => weekday),
      time_of_day: preferences.timeOfDay,
    },
  };
}

function classTile(gymClass: GymClass, bookingStatus: string | null): ClassTile {
  return {
    class_id: gymClass.id,
    name: gymClass.name,
    class_type: gymClass.classType,
    instructor: gymClass.instructor,
    starts_at: isoTime(gymClass.startsAtMs),
    duration_min: gymClass.durationMin,
    places_left: Math.max(0, gymClass.places - gymClass.placesTaken),
    booking_status: bookingStatus,
  };
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
