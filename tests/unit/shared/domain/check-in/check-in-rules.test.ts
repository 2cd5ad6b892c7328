import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHECK_IN_OPENS_MS,
  judgeCheckIn,
  RE_ENTRY_GAP_MS,
  TARDY_UNTIL_MS,
} from '../../../../../shared/domain/check-in/check-in-rules.ts';
import type { BookingStatus } from '../../../../../shared/domain/classes/gym-class.ts';
import type { MembershipStatus } from '../../../../../shared/domain/members/member.ts';
import { booking, gymClass, member, NOW, visitAt } from '../gym-fixtures.ts';

const STATUSES: MembershipStatus[] = ['active', 'frozen', 'expired', 'unpaid'];
const BOOKINGS: BookingStatus[] = ['booked', 'waitlisted', 'cancelled', 'attended', 'no_show', 'requested'];
const offset = fc.integer({ min: -3 * RE_ENTRY_GAP_MS, max: 3 * RE_ENTRY_GAP_MS });

describe('the rules of a check-in', () => {
  it('let exactly active members in, in whatever order things happened', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), fc.option(offset), (membershipStatus, visitOffset) => {
        const nearestVisit = visitOffset === null ? null : visitAt(NOW + visitOffset);
        const { verdict } = judgeCheckIn({
          member: { ...member, membershipStatus },
          nearestVisit,
          bookedClasses: [],
          nowMs: NOW,
        });
        const isRecent = visitOffset !== null && Math.abs(visitOffset) < RE_ENTRY_GAP_MS;
        const expected = isRecent ? 'already_in' : 'check_in';
        expect(verdict).toBe(membershipStatus === 'active' ? expected : 'refuse');
      }),
    );
  });

  it('choose the earliest class with a place whose check-in is open, or none', () => {
    const classes = fc.array(fc.tuple(offset, fc.constantFrom(...BOOKINGS)), { maxLength: 6 });
    fc.assert(
      fc.property(classes, (list) => {
        const bookedClasses = list.map(([startOffset, status], index) => ({
          gymClass: gymClass(`class-${index}`, NOW + startOffset),
          booking: booking(`class-${index}`, status),
        }));
        const verdict = judgeCheckIn({ member, nearestVisit: null, bookedClasses, nowMs: NOW });
        const open = list
          .filter(([, status]) => status === 'booked')
          .map(([startOffset]) => startOffset)
          .filter((startOffset) => startOffset <= CHECK_IN_OPENS_MS && startOffset >= -TARDY_UNTIL_MS);
        const chosen = verdict.verdict === 'check_in' ? verdict.gymClass : undefined;
        expect(chosen === null ? null : chosen && chosen.startsAtMs - NOW).toBe(
          open.length === 0 ? null : Math.min(...open),
        );
      }),
    );
  });

  it('name the membership as the reason of a refusal', () => {
    const verdictFor = (membershipStatus: MembershipStatus) =>
      judgeCheckIn({
        member: { ...member, membershipStatus },
        nearestVisit: null,
        bookedClasses: [],
        nowMs: NOW,
      });
    expect(verdictFor('unpaid')).toEqual({ verdict: 'refuse', reason: 'membership_unpaid' });
    expect(verdictFor('frozen')).toEqual({ verdict: 'refuse', reason: 'membership_frozen' });
    expect(verdictFor('expired')).toEqual({ verdict: 'refuse', reason: 'membership_expired' });
  });
});
