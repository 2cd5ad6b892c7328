import { DAY_MS, type Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { buildDashboard } from '../../shared/domain/dashboard/build-dashboard.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import type { MemberCaller } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectAchievements, toAchievement } from '../store/tables/achievements.ts';
import { selectBookings, toBooking } from '../store/tables/bookings.ts';
import { selectAttendedClasses, selectClasses, toGymClass } from '../store/tables/classes.ts';
import { selectGoals, toGoal } from '../store/tables/goals.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { selectMemberMetrics, toMetricReading } from '../store/tables/progress-metrics.ts';
import { selectUser, toMember, touchDashboardAccess } from '../store/tables/users.ts';
import { selectVisits, toVisit } from '../store/tables/visits.ts';

/** How far ahead classes are offered, as at the kiosk. */
const TIMETABLE_AHEAD_MS = 14 * DAY_MS;
/** How far back readings and classes are looked at, as at the kiosk: a year's trends and the same month of last year. */
const LOOKS_BACK_MS = 400 * DAY_MS;

/** The dashboard of the member who asks, the same document that a kiosk shows. The access is noted. */
export async function readDashboard(
  { gymId, memberId }: MemberCaller,
  { database, clock }: { database: CentralDatabase; clock: Clock },
): Promise<Result<Dashboard, 'unknown_member'>> {
  const nowMs = clock.nowMs();
  const sinceMs = nowMs - LOOKS_BACK_MS;
  const [[gym], [user], visits, metrics, goals, achievements, upcoming, attended, bookings] =
    await Promise.all([
      database.query(selectGym(gymId)),
      database.query(selectUser(gymId, memberId)),
      database.query(selectVisits(gymId, memberId)),
      database.query(selectMemberMetrics(gymId, memberId, sinceMs)),
      database.query(selectGoals(gymId, memberId)),
      database.query(selectAchievements(gymId, memberId)),
      database.query(selectClasses(gymId, nowMs, nowMs + TIMETABLE_AHEAD_MS)),
      database.query(selectAttendedClasses(gymId, memberId, sinceMs)),
      database.query(selectBookings(gymId, memberId, nowMs)),
    ]);
  if (gym === undefined || user === undefined) return fail('unknown_member');
  await database.query(touchDashboardAccess(gymId, memberId, nowMs));
  return ok(
    buildDashboard({
      member: toMember(user),
      visits: visits.map(toVisit),
      metrics: metrics.map(toMetricReading),
      goals: goals.map(toGoal),
      achievements: achievements.map(toAchievement),
      upcomingClasses: upcoming.map(toGymClass),
      attendedClasses: attended.map(toGymClass),
      bookings: bookings.map(toBooking),
      nowMs,
      zone: gym.timezone,
    }),
  );
}
