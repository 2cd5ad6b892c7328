import type { MemberId } from '../../../shared/base/ids.ts';
import { isBlankCard } from '../../../shared/domain/cards/blank-card.ts';
import type { CardReading } from '../../../shared/contract/readings.ts';
import type { TestReading } from '../../../shared/contract/staff-documents.ts';
import type { StaffAccounts } from './staff-accounts.ts';
import { findCardHolder } from '../members/whose-card.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { findMember } from '../store/tables/users.ts';
import type { DeviceTest } from './device-test.ts';
import type { Enrolment } from './enrolment.ts';
import type { Keypad } from '../screen/keypad.ts';
import type { StaffDesk } from './staff-desk.ts';

/** Cards that are not for checking in. */
export interface StaffCards {
  /**
   * Deals with a card that is for staff mode: that of somebody of the staff, or one that staff hold to
   * a reader to see it work. Commits `alsoWrite` together with what the card caused.
   * @param isFresh false for a scan so old that whoever held the card is gone
   * @returns false for any other card; nothing is written then
   */
  take(card: CardReading, isFresh: boolean, alsoWrite: (tx: WritableDb) => void): boolean;
  /** Whether a card that `take` left may be somebody's of the staff, and no member's for certain. */
  isDoubtful(code: string): boolean;
  /** Once a quarter of a second: notes what ran out. May throw StorageFailed. */
  tick(): void;
  /** A member's card, or a stranger's, was held: staff mode is over, and typing. */
  otherCardCame(): void;
}

/**
 * Cards in staff mode. At a reader that staff are trying, a card only shows that it was read. A staff
 * card asks for its owner's PIN, from whatever screen. A card nobody owns goes to the member that
 * staff are enrolling. Anywhere else a member's card is a member's card: it checks in and ends staff
 * mode, so that nobody's visit is lost and nothing stays open behind them.
 */
export function createStaffCards(deps: {
  store: Store;
  accounts: StaffAccounts;
  desk: StaffDesk;
  deviceTest: DeviceTest;
  enrolment: Enrolment;
  keypad: Pick<Keypad, 'end'>;
  onChange: () => void;
}): StaffCards {
  const { store, accounts, desk, deviceTest, enrolment, keypad, onChange } = deps;
  return {
    take(card, isFresh, alsoWrite) {
      const current = desk.current();
      const atDesk = current?.phase === 'signed_in' && isFresh ? current : null;
      const holder = findCardHolder(store.db, card.code);
      if (atDesk !== null && deviceTest.isTesting(card.device)) {
        noteTest(store, atDesk.name, holder.found === 'owner' ? holder.owner : null, alsoWrite);
        return true;
      }
      const account = accounts.findByCard(card.code);
      if (account.found === 'owner' && (account.isSure || holder.found === 'nobody')) {
        store.write(alsoWrite);
        if (isFresh && atDesk?.name !== account.owner.name) desk.openWithCard(account.owner);
        return true;
      }
      if (atDesk === null || (holder.found === 'owner' && holder.isSure)) return false;
      const enrolled = { code: card.code, isStaffs: account.found !== 'nobody' };
      if (!enrolment.take(atDesk.sessionId, enrolled, alsoWrite)) return false;
      onChange();
      return true;
    },
    isDoubtful(code) {
      if (accounts.findByCard(code).found === 'nobody') return false;
      const holder = findCardHolder(store.db, code);
      return holder.found !== 'owner' || !holder.isSure;
    },
    tick() {
      const current = desk.current();
      enrolment.tick(current?.phase === 'signed_in' ? current.sessionId : null);
    },
    otherCardCame() {
      desk.end('card');
      keypad.end();
    },
  };
}

/** A test that names a member is a look at that member. */
function noteTest(
  store: Store,
  staff: string,
  memberId: MemberId | null,
  alsoWrite: (tx: WritableDb) => void,
): void {
  store.write((tx) => {
    alsoWrite(tx);
    if (memberId === null) return;
    store.facts.append(tx, {
      kind: 'staff.looked',
      memberId,
      happenedAtMs: store.nowMs(),
      payload: { staff, page: 'test_device', query: null },
    });
  });
}

/** Whose card that is, for staff who try a reader. */
export function whoseTestCard(store: Store, accounts: StaffAccounts, code: string): TestReading['card'] {
  if (isBlankCard(code)) return { whose: 'nobody' };
  const account = accounts.findByCard(code);
  const holder = findCardHolder(store.db, code);
  if (account.found === 'owner' && (account.isSure || holder.found === 'nobody'))
    return { whose: 'staff', name: account.owner.name };
  if (holder.found === 'owner' && (holder.isSure || account.found === 'nobody')) {
    const member = findMember(store.db, holder.owner);
    if (member === null) return { whose: 'nobody' };
    const name = `${member.firstName} ${member.lastName}`.trim();
    return { whose: 'member', name, member_number: member.memberNumber };
  }
  return { whose: holder.found === 'nobody' && account.found === 'nobody' ? 'nobody' : 'ambiguous' };
}
