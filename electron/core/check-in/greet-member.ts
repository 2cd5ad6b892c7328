import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { Store } from '../store/store.ts';
import { readReview } from '../progress/track-progress.ts';

export type Greeting = Pick<MemberSession, 'visits_this_week' | 'streak_weeks'>;

/**
 * What the greeting says of the member's week and streak: the numbers of their review, which the
 * dashboard shows too. A review that cannot be drawn is logged and leaves a greeting without numbers.
 */
export function greetMember(store: Store, member: Member, nowMs: number): Greeting {
  try {
    const { visits_this_week, streak_weeks } = readReview(store, member, nowMs).profile;
    return { visits_this_week, streak_weeks };
  } catch (error) {
    store.log.error({ err: error }, 'a greeting could not be drawn from the member’s review');
    return { visits_this_week: 0, streak_weeks: 0 };
  }
}
