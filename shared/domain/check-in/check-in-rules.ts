import { MINUTE_MS } from '../../base/clock.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import type { Member } from '../members/member.ts';
import type { Visit } from '../visits/visit.ts';

/** A second scan within this time of a check-in changes nothing. */
export const RE_ENTRY_GAP_MS = 60 * MINUTE_MS;
/** A booked class is checked into from this long before its start … */
export const CHECK_IN_OPENS_MS = 120 * MINUTE_MS;
/** … until this long after it, with a tardy mark. */
export const TARDY_UNTIL_MS = 10 * MINUTE_MS;

export type RefusalReason =
  | 'unknown_card'
  /** Its number may be two people's. */
  | 'ambiguous_card'
  | 'membership_frozen'
  | 'membership_expired'
  | 'membership_unpaid'
  /** A number that nobody has was typed with some PIN. */
  | 'unknown_number'
  /** The member has no PIN yet. */
  | 'no_pin'
  | 'wrong_pin'
  /** Too many wrong PINs: staff have to unlock it. */
  | 'pin_locked';

export type CheckInVerdict =
  | { readonly verdict: 'check_in'; readonly gymClass: GymClass | null }
  | { readonly verdict: 'already_in'; readonly visit: Visit }
  | { readonly verdict: 'refuse'; readonly reason: RefusalReason };

/**
 * Decides what a scan comes to.
 * @param input.member whose card it is
 * @param input.nearestVisit a visit of the member around now, if there is one
 * @param input.bookedClasses classes this member has a place in, with their bookings
 */
export function judgeCheckIn(input: {
  member: Member;
  nearestVisit: Visit | null;
  bookedClasses: readonly { gymClass: GymClass; booking: Booking }[];
  nowMs: number;
}): CheckInVerdict {
  const { member, nearestVisit, bookedClasses, nowMs } = input;
  if (member.membershipStatus !== 'active') {
    return { verdict: 'refuse', reason: `membership_${member.membershipStatus}` };
  }
  if (nearestVisit !== null && Math.abs(nowMs - nearestVisit.checkedInAtMs) < RE_ENTRY_GAP_MS) {
    return { verdict: 'already_in', visit: nearestVisit };
  }
  const open = bookedClasses
    .filter(({ booking }) => booking.status === 'booked')
    .map(({ gymClass }) => gymClass)
    .filter(
      ({ startsAtMs }) => nowMs >= startsAtMs - CHECK_IN_OPENS_MS && nowMs <= startsAtMs + TARDY_UNTIL_MS,
    )
    .toSorted((left, right) => left.startsAtMs - right.startsAtMs);
  return { verdict: 'check_in', gymClass: open[0] ?? null };
}
