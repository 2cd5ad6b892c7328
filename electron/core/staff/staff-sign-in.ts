import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { StaffLeaveReason, StaffRole } from '../../../shared/contract/staff-account.ts';
import { countTry, lockedUntil, NO_TRIES } from '../../../shared/domain/staff/pin-tries.ts';
import type { Store } from '../store/store.ts';
import { findPinTries, savePinTries } from '../store/tables/staff-pin-tries.ts';

/**
 * Somebody typed a PIN. It counts as a wrong one, durably, before it is looked at: whoever pulls the
 * plug on the way has not won a try.
 * @throws StorageFailed when the disk did not take it; no PIN is looked at then
 */
export function beginPinTry(store: Store, staff: string): Result<void, 'locked'> {
  return store.write((tx) => {
    const nowMs = store.nowMs();
    const tries = findPinTries(tx, staff);
    if (lockedUntil(tries, nowMs) !== null) return fail('locked');
    savePinTries(tx, staff, countTry(tries, nowMs));
    return ok(undefined);
  });
}

/** The PIN was right: the count starts anew, and the log says who is in. */
export function acceptPin(store: Store, who: { staff: string; role: StaffRole; withCard: boolean }): void {
  store.write((tx) => {
    savePinTries(tx, who.staff, NO_TRIES);
    store.facts.append(tx, {
      kind: 'staff.signed_in',
      memberId: null,
      happenedAtMs: store.nowMs(),
      payload: { staff: who.staff, role: who.role, with_card: who.withCard },
    });
  });
}

/** The PIN was wrong: it stays counted, and the log says so. */
export function refusePin(store: Store, staff: string): void {
  store.write((tx) => {
    const { failed } = findPinTries(tx, staff);
    store.facts.append(tx, {
      kind: 'staff.sign_in_failed',
      memberId: null,
      happenedAtMs: store.nowMs(),
      payload: { staff, failed },
    });
  });
}

/** Staff mode is over. */
export function noteSignOut(store: Store, staff: string, reason: StaffLeaveReason): void {
  store.write((tx) => {
    store.facts.append(tx, {
      kind: 'staff.signed_out',
      memberId: null,
      happenedAtMs: store.nowMs(),
      payload: { staff, reason },
    });
  });
}
