import type { MemberId, NewId, VisitId } from '../../../shared/base/ids.ts';
import {
  judgeCheckIn,
  RE_ENTRY_GAP_MS,
  TARDY_UNTIL_MS,
  type RefusalReason,
} from '../../../shared/domain/check-in/check-in-rules.ts';
import type { Booking, GymClass } from '../../../shared/domain/classes/gym-class.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import type { ReadableDb, WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { findClass, listBookings } from '../store/tables/classes.ts';
import { findMember } from '../store/tables/users.ts';
import { findVisitBetween } from '../store/tables/visits.ts';
import { lastArrival, rememberArrival } from './recent-arrivals.ts';
import { trackProgress } from '../progress/track-progress.ts';
import { findCardHolder } from '../members/whose-card.ts';

export type CheckInOutcome =
  | {
      readonly outcome: 'checked_in';
      readonly member: Member;
      readonly visit: Visit;
      readonly gymClass: GymClass | null;
    }
  | { readonly outcome: 'already_in'; readonly member: Member; readonly visit: Visit }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason };

/**
 * A card was held to a reader. One transaction: the visit, its fact and what follows from it, or the
 * refusal's fact; the caller's `alsoWrite` joins it (the reader's cursor), so that the same reading is never acted on twice.
 * Nothing is stored of a card nobody enrolled, or that may be two people's, but that one was refused.
 * @throws StorageFailed when the disk did not take it; nothing is confirmed then
 */
export function checkIn(
  deps: { store: Store; newId: NewId },
  scan: { code: string; device: string; atMs: number },
  alsoWrite: (tx: WritableDb) => void,
): CheckInOutcome {
  const { store } = deps;
  return store.write((tx) => {
    alsoWrite(tx);
    const holder = findCardHolder(tx, scan.code);
    // Which of two people stands there is not guessed.
    const reason = holder.found === 'ambiguous' ? 'ambiguous_card' : 'unknown_card';
    const member = holder.found === 'owner' ? findMember(tx, holder.owner) : null;
    return member === null
      ? refuse(tx, store, { ...scan, memberId: null, reason })
      : admit(tx, deps, member, scan);
  });
}

/** A card that may be a member's and may be one of the staff's. One transaction with `alsoWrite`, as above. */
export function refuseDoubtful(
  store: Store,
  { device, atMs }: Arrival,
  alsoWrite: (tx: WritableDb) => void,
): CheckInOutcome {
  return store.write((tx) => {
    alsoWrite(tx);
    return refuse(tx, store, { memberId: null, reason: 'ambiguous_card', device, atMs });
  });
}

/** Where and when somebody stood at the door. */
export interface Arrival {
  /** Id of the reader, or `keypad`. */
  readonly device: string;
  readonly atMs: number;
}

/** Lets a member in, or does not: the visit, its fact and what follows from it, or the refusal and its fact. */
export function admit(
  tx: WritableDb,
  deps: { store: Store; newId: NewId },
  member: Member,
  { device, atMs }: Arrival,
): CheckInOutcome {
  const { store, newId } = deps;
  const last = lastArrival(tx, store, member.id, atMs);
  // Later ones too: a scan that core could not commit at once may come after a newer one.
  const nearest = findVisitBetween(tx, member.id, atMs - RE_ENTRY_GAP_MS, atMs + RE_ENTRY_GAP_MS);
  // Near by a clock that was set back, and long ago in truth.
  const isLongAgo = last !== null && last.visit.id === nearest?.id && last.agoMs >= RE_ENTRY_GAP_MS;
  const verdict = judgeCheckIn({
    member,
    nearestVisit: isLongAgo ? null : nearest,
    bookedClasses: bookedClasses(tx, member, atMs),
    nowMs: atMs,
  });
  if (verdict.verdict === 'refuse')
    return refuse(tx, store, { memberId: member.id, reason: verdict.reason, device, atMs });
  if (verdict.verdict === 'already_in') return { outcome: 'already_in', member, visit: verdict.visit };
  // Minutes ago in truth, whatever the clock was set to since.
  if (last !== null && last.agoMs < RE_ENTRY_GAP_MS)
    return { outcome: 'already_in', member, visit: last.visit };
  const visit: Visit = {
    id: newId() as VisitId,
    memberId: member.id,
    checkedInAtMs: atMs,
    classId: verdict.gymClass?.id ?? null,
  };
  store.facts.append(tx, {
    kind: 'check_in.accepted',
    memberId: member.id,
    happenedAtMs: atMs,
    payload: { visit_id: visit.id, class_id: visit.classId, device },
  });
  rememberArrival(store, visit);
  trackProgress(tx, store, member.id, atMs);
  return { outcome: 'checked_in', member, visit, gymClass: verdict.gymClass };
}

/** Somebody is not let in: its fact, which is the refusal that staff see. */
export function refuse(
  tx: WritableDb,
  store: Store,
  { memberId, reason, device, atMs }: Arrival & { memberId: MemberId | null; reason: RefusalReason },
): CheckInOutcome {
  store.facts.append(tx, {
    kind: 'check_in.refused',
    memberId,
    happenedAtMs: atMs,
    payload: { reason, device },
  });
  return { outcome: 'refused', reason };
}

/** Classes a member has a place in and has not missed yet, with the bookings. */
export function bookedClasses(
  db: ReadableDb,
  member: Member,
  nowMs: number,
): { gymClass: GymClass; booking: Booking }[] {
  return listBookings(db, member.id, nowMs - TARDY_UNTIL_MS).flatMap((booking) => {
    const gymClass = findClass(db, booking.classId);
    return gymClass === null ? [] : [{ gymClass, booking }];
  });
}
