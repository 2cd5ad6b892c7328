import { localDays } from '../../base/local-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Achievement } from '../achievements/achievement.ts';
import { attendanceHabits } from '../attendance/habits.ts';
import { streakWeeks } from '../attendance/streak.ts';
import { usableVisits } from '../attendance/usable-visits.ts';
import { weeklyVisits } from '../attendance/weekly-visits.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import { communityFindings } from '../community/community-findings.ts';
import type { CommunityWeek } from '../community/community-findings.ts';
import type { Goal } from '../goals/goal.ts';
import type { Member } from '../members/member.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { recommendClasses } from '../recommendations/recommend-classes.ts';
import type { Visit } from '../visits/visit.ts';
import type { Language } from '../wording/formats.ts';
import { wordingFor } from '../wording/wording-for.ts';
import type { Wording } from '../wording/wording.ts';
import type { ClassTile, Dashboard, ProfileSummary } from './dashboard.ts';
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
  const { member, nowMs } = input;
  const days = localDays(input.zone);
  const words = wordingFor(input.language, input.weightUnit);
  const visits = usableVisits(input.visits, nowMs);
  const bookingOf = new Map(
    input.bookings.map((booking) => [booking.classId as string, booking.status as string]),
  );
  const community = input.community ?? null;
  return {
    generated_at: isoTime(nowMs),
    profile_summary: profileSummary(member, visits, input.excusedWeeks, nowMs, days, words),
    upcoming_classes: input.upcomingClasses
      .filter(({ id, startsAtMs }) => startsAtMs > nowMs && AHEAD.has(bookingOf.get(id) ?? ''))
      .sort((left, right) => left.startsAtMs - right.startsAtMs || (left.id < right.id ? -1 : 1))
      .slice(0, MAX_UPCOMING)
      .map((gymClass) => classTile(gymClass, bookingOf.get(gymClass.id) ?? null)),
    recommended_classes: recommendClasses({
      visits,
      classes: new Map((input.attendedClasses ?? []).map((gymClass) => [gymClass.id, gymClass])),
      upcoming: input.upcomingClasses,
      bookings: input.bookings,
      notForMe: new Set(input.notForMe ?? []),
      nowMs,
      days,
    }).map(({ gymClass, reason }) => ({
      ...classTile(gymClass, bookingOf.get(gymClass.id) ?? null),
      reason: words.recommendation(reason),
    })),
    achievements: [...input.achievements]
      .sort((left, right) => right.achievedAtMs - left.achievedAtMs || (left.id < right.id ? -1 : 1))
      .slice(0, MAX_ACHIEVEMENTS)
      .map(({ achievementType, description, achievedAtMs }) => ({
        achievement_type: achievementType,
        description,
        achieved_at: isoTime(achievedAtMs),
      })),
    goals: goalTiles(input.goals, input.metrics, nowMs, days, words),
    progress_metrics: metricTiles(input.metrics, input.goals, nowMs, days, words),
    community_highlights:
      community === null
        ? []
        : communityFindings(community, member.id).map((finding) => ({
            kind: finding.kind,
            text: words.community(finding),
          })),
  };
}

function profileSummary(
  member: Member,
  visits: readonly Visit[],
  excusedWeeks: ReadonlySet<number> | undefined,
  nowMs: number,
  days: LocalDays,
  words: Wording,
): ProfileSummary {
  const weekly = weeklyVisits(visits, nowMs, days, WEEKS_SHOWN);
  const last = visits.at(-1);
  return {
    member_id: member.id,
    first_name: member.firstName,
    attendance_pattern: words.attendance(attendanceHabits(visits, nowMs, days)),
    visits_this_week: weekly.at(-1)?.visits ?? 0,
    visits_total: visits.length,
    streak_weeks: streakWeeks(visits, nowMs, days, excusedWeeks),
    last_visit_at: last === undefined ? null : isoTime(last.checkedInAtMs),
    weekly_visits: weekly,
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
