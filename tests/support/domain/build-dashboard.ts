import { reviewMember } from '../../../shared/domain/progress/review-member.ts';
import type { MemberRows } from '../../../shared/domain/progress/review-member.ts';
import { assembleDashboard } from '../../../shared/domain/dashboard/assemble-dashboard.ts';
import type { GymNow } from '../../../shared/domain/dashboard/assemble-dashboard.ts';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';

/** Everything a dashboard is made from: plain rows of one member, in any order, and the gym as it is now. */
export type DashboardInput = MemberRows & GymNow;

/**
 * Builds the document a member sees first, from nothing but rows. Rows that cannot be (from the
 * future, without a number) are left out; a member without any history gets a complete, empty
 * dashboard. Whoever keeps the review builds the same with `assembleDashboard` alone.
 * @throws RangeError for a zone that does not exist
 */
export function buildDashboard(input: DashboardInput): Dashboard {
  return assembleDashboard(reviewMember(input, input).reviewed, input);
}
