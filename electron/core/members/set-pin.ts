import type { StaffReason } from '../../../shared/contract/staff-reasons.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { clearMemberPinTries } from '../store/tables/member-pin-tries.ts';
import { deletePinRecord, findPinRecord, savePinRecord } from '../store/tables/member-pins.ts';

/** Keeps a member's new PIN; the fact says that there is one and nothing else. */
export function setPin(
  tx: WritableDb,
  store: Store,
  pin: { memberId: MemberId; record: string; by: 'member' | 'configuration' },
): void {
  const atMs = store.nowMs();
  const replaced = findPinRecord(tx, pin.memberId) !== null;
  savePinRecord(tx, pin.memberId, pin.record, atMs);
  clearMemberPinTries(tx, pin.memberId);
  store.facts.append(tx, {
    kind: 'pin.set',
    memberId: pin.memberId,
    happenedAtMs: atMs,
    payload: { by: pin.by, replaced },
  });
}

/**
 * Staff let a member try PINs again. Where no wrong PIN is counted nothing happens, and nothing is noted.
 * @throws StorageFailed when the disk did not take it
 */
export function unlockPin(store: Store, unlock: { staff: string; memberId: MemberId }): void {
  store.write((tx) => {
    if (!clearMemberPinTries(tx, unlock.memberId)) return;
    store.facts.append(tx, {
      kind: 'pin.unlocked',
      memberId: unlock.memberId,
      happenedAtMs: store.nowMs(),
      payload: { staff: unlock.staff },
    });
  });
}

/**
 * Staff take away a PIN that its owner forgot; a new one is set with the card. Where there is none
 * nothing happens, and nothing is noted.
 * @throws StorageFailed when the disk did not take it
 */
export function forgetPin(
  store: Store,
  forget: { staff: string; memberId: MemberId; because: StaffReason<'forgetPin'> },
): void {
  store.write((tx) => {
    if (!deletePinRecord(tx, forget.memberId)) return;
    clearMemberPinTries(tx, forget.memberId);
    store.facts.append(tx, {
      kind: 'pin.forgotten',
      memberId: forget.memberId,
      happenedAtMs: store.nowMs(),
      payload: { staff: forget.staff, because: forget.because },
    });
  });
}
