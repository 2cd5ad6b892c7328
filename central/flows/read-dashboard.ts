import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { assembleDashboard } from '../../shared/domain/dashboard/assemble-dashboard.ts';
import { TIMETABLE_AHEAD_MS } from '../../shared/domain/dashboard/dashboard-limits.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import type { MemberRef } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectBookings, toBooking } from '../store/tables/bookings.ts';
import { selectClasses, toGymClass } from '../store/tables/classes.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { touchDashboardAccess } from '../store/tables/users.ts';
import type { ReadCommunity } from './gym-community.ts';
import { localeOf, readReview } from './review-member.ts';

export interface DashboardParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly readCommunity: ReadCommunity;
}

/**
 * A member's dashboard, the same document that a kiosk shows: the member's review,
 * drawn anew where facts came since, beside the gym's next two weeks. Their own look at it is noted.
 */
export async function readDashboard(
  who: MemberRef & { readonly isOwnLook: boolean },
  { database, clock, readCommunity }: DashboardParts,
): Promise<Result<Dashboard, 'unknown_member'>> {
  const { gymId, memberId } = who;
  const nowMs = clock.nowMs();
  const [gym] = await database.query(selectGym(gymId));
  if (gym === undefined) return fail('unknown_member');
  const review = await readReview(gym, who, { database, nowMs });
  if (review === null) return fail('unknown_member');
  const [upcoming, bookings, community] = await Promise.all([
    database.query(selectClasses(gymId, nowMs, nowMs + TIMETABLE_AHEAD_MS)),
    database.query(selectBookings(gymId, memberId, nowMs)),
    readCommunity(gym, memberId, nowMs),
    who.isOwnLook ? database.query(touchDashboardAccess(gymId, memberId, nowMs)) : [],
  ]);
  return ok(
    assembleDashboard(review, {
      ...localeOf(gym),
      upcomingClasses: upcoming.map(toGymClass),
      bookings: bookings.map(toBooking),
      community,
      nowMs,
    }),
  );
}
