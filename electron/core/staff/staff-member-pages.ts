import { DAY_MS } from '../../../shared/base/clock.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import {
  MAX_SHOWN_TODAY,
  type FoundMembers,
  type StaffMember,
  type StaffToday,
} from '../../../shared/contract/staff-documents.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import { printedSensor } from '../../../shared/domain/heart-rate/printed-sensor.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { ReadableDb } from '../store/database.ts';
import { isPinLocked } from '../../../shared/domain/pins/pin-tries.ts';
import { listCardsOf } from '../store/tables/cards.ts';
import { listRefusals } from '../store/tables/check-in-refusals.ts';
import { findPinTriesOf } from '../store/tables/member-pin-tries.ts';
import { findPinRecord } from '../store/tables/member-pins.ts';
import { listStrapsOf } from '../store/tables/straps.ts';
import { findMember, type ListedMember } from '../store/tables/users.ts';
import { countArrivals, listArrivals, listVisits } from '../store/tables/visits.ts';
import { maskedCard } from './device-test.ts';

const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`.trim();

/** Who came since the gym's day began, and who was refused and why. */
export function readStaffToday(db: ReadableDb, zone: string, nowMs: number): StaffToday {
  const days = localDays(zone);
  const sinceMs = days.startOfDayMs(days.dayOf(nowMs));
  return {
    visits_total: countArrivals(db, sinceMs),
    visits: listArrivals(db, sinceMs, MAX_SHOWN_TODAY).map((arrival) => ({
      visit_id: arrival.visitId,
      at: arrival.checkedInAtMs,
      name: fullName(arrival),
      member_number: arrival.memberNumber,
      class_name: arrival.className,
    })),
    refusals: listRefusals(db, sinceMs, MAX_SHOWN_TODAY).map((refusal) => {
      const member = refusal.memberId === null ? null : findMember(db, refusal.memberId);
      return {
        epoch: refusal.epoch,
        seq: refusal.seq,
        at: refusal.refusedAtMs,
        reason: refusal.reason,
        device: refusal.device,
        member: member === null ? null : { name: fullName(member), member_number: member.memberNumber },
        overridden: refusal.visitId !== null,
      };
    }),
  };
}

export function shownMembers(members: readonly ListedMember[]): FoundMembers {
  return members.map((member) => ({
    member_id: member.id,
    member_number: member.memberNumber,
    name: fullName(member),
    status: member.membershipStatus,
  }));
}

/** What staff need to know of a member to help; none of it is about the member's body. */
export function readStaffMember(db: ReadableDb, member: Member, nowMs: number): StaffMember {
  const visits = listVisits(db, member.id, nowMs - 365 * DAY_MS);
  return {
    member_id: member.id,
    member_number: member.memberNumber,
    name: fullName(member),
    status: member.membershipStatus,
    joined_at: Math.max(0, member.joinedAtMs),
    last_visit_at: visits.at(-1)?.checkedInAtMs ?? null,
    visits_30_days: visits.filter(({ checkedInAtMs }) => checkedInAtMs >= nowMs - 30 * DAY_MS).length,
    cards: listCardsOf(db, member.id).map(maskedCard),
    straps: listStrapsOf(db, member.id).map(printedSensor),
    pin: pinStateOf(db, member.id),
  };
}

function pinStateOf(db: ReadableDb, memberId: MemberId): StaffMember['pin'] {
  if (findPinRecord(db, memberId) === null) return 'none';
  return isPinLocked(findPinTriesOf(db, memberId)) ? 'locked' : 'set';
}
