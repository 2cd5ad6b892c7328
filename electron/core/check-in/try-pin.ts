import type { NewId } from '../../../shared/base/ids.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import {
  countMemberTry,
  isPinLocked,
  takeKioskTry,
  waitingUntil,
} from '../../../shared/domain/pins/pin-tries.ts';
import type { Store } from '../store/store.ts';
import {
  clearMemberPinTries,
  findKioskTriesFullAt,
  findMemberPinTries,
  saveKioskTriesFullAt,
  saveMemberPinTries,
} from '../store/tables/member-pin-tries.ts';
import { findPinRecord } from '../store/tables/member-pins.ts';
import { admit, refuse, type CheckInOutcome } from './check-in.ts';

/** What tries at the screen are noted as, where a reader's id stands otherwise. */
export const KEYPAD = 'keypad';

/** A number that somebody typed, or whose card they held. */
export interface PinTry {
  readonly numberHash: string;
  /** Null for a number nobody has. */
  readonly member: Member | null;
}

export type BegunTry =
  /** The PIN may be looked at, once. `record` is null where there is nothing it could be right for. */
  | { readonly step: 'check'; readonly record: string | null }
  | { readonly step: 'wait'; readonly untilMs: number }
  | { readonly step: 'locked' };

/**
 * Somebody typed a PIN. It counts as a wrong one, durably, before it is looked at: whoever pulls the
 * plug on the way has not won a try. A try that has to wait is no try and counts nothing.
 * @throws StorageFailed when the disk did not take it; no PIN is looked at then
 */
export function beginPinTry(store: Store, { numberHash, member }: PinTry): BegunTry {
  return store.write((tx): BegunTry => {
    const nowMs = store.nowMs();
    const tries = findMemberPinTries(tx, numberHash);
    const untilMs = isPinLocked(tries) ? null : waitingUntil(tries, nowMs);
    if (untilMs !== null) return { step: 'wait', untilMs };
    const bucket = takeKioskTry(findKioskTriesFullAt(tx), nowMs);
    if (!bucket.taken) return { step: 'wait', untilMs: bucket.nextAtMs };
    saveKioskTriesFullAt(tx, bucket.fullAtMs);
    const whose = { numberHash, memberId: member?.id ?? null };
    if (isPinLocked(tries)) {
      // The number may have become somebody's since.
      saveMemberPinTries(tx, whose, tries, nowMs);
      return { step: 'locked' };
    }
    saveMemberPinTries(tx, whose, countMemberTry(tries, nowMs), nowMs);
    return { step: 'check', record: member === null ? null : findPinRecord(tx, member.id) };
  });
}

/**
 * The PIN was right: the member comes in like with a card, and the count starts anew.
 * @throws StorageFailed when the disk did not take it; nothing is confirmed then
 */
export function checkInByPin(
  deps: { store: Store; newId: NewId },
  member: Member,
  atMs: number,
): CheckInOutcome {
  return deps.store.write((tx) => {
    clearMemberPinTries(tx, member.id);
    return admit(tx, deps, member, { device: KEYPAD, atMs });
  });
}

/** The PIN was right, and whoever typed it wants something else than to come in. */
export function acceptPin(store: Store, member: Member): void {
  store.write((tx) => clearMemberPinTries(tx, member.id));
}

/** The PIN was wrong, or not even looked at: it stays counted, and staff can read why nobody came in. */
export function refusePin(
  store: Store,
  { member }: PinTry,
  begun: Exclude<BegunTry, { step: 'wait' }>,
): CheckInOutcome {
  const reason =
    begun.step === 'locked'
      ? 'pin_locked'
      : member === null
        ? 'unknown_number'
        : begun.record === null
          ? 'no_pin'
          : 'wrong_pin';
  return store.write((tx) =>
    refuse(tx, store, { memberId: member?.id ?? null, reason, device: KEYPAD, atMs: store.nowMs() }),
  );
}
