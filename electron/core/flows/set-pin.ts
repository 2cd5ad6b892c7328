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
 * Staff let a member try PINs again.
 * @param unlock.forget takes the PIN away, too: its owner forgot it and sets a new one with the card
 * @throws StorageFailed when the disk did not take it
 */
export function unlockPin(
  store: Store,
  unlock: { staff: string; memberId: MemberId; forget: boolean },
): void {
  store.write((tx) => {
    clearMemberPinTries(tx, unlock.memberId);
    const forgotten = unlock.forget && deletePinRecord(tx, unlock.memberId);
    store.facts.append(tx, {
      kind: 'pin.unlocked',
      memberId: unlock.memberId,
      happenedAtMs: store.nowMs(),
      payload: { staff: unlock.staff, forgotten },
    });
  });
}
