import type { StaffAccounts } from '../auth/staff-accounts.ts';
import type { Store } from '../store/store.ts';
import { findMemberByScan } from '../store/tables/users.ts';
import type { DeviceTest } from './device-test.ts';
import type { Enrolment } from './enrolment.ts';
import type { StaffCards } from './floor.ts';
import type { Keypad } from './keypad.ts';
import type { StaffDesk } from './staff-desk.ts';

/**
 * Cards in staff mode. A staff card asks for its owner's PIN, from whatever screen. A card nobody
 * owns goes to the member that staff are enrolling, or is only shown where staff try a reader. A
 * member's card is always a member's card: it checks in and ends staff mode, so that nobody's visit
 * is lost and nothing stays open behind them.
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
      const account = accounts.findByCard(card.code);
      if (account !== null) {
        store.write(alsoWrite);
        const isTheirs = current?.phase === 'signed_in' && current.name === account.name;
        if (isFresh && !isTheirs) desk.openWithCard(account);
        return true;
      }
      if (current?.phase !== 'signed_in' || !isFresh || findMemberByScan(store.db, card.code) !== null)
        return false;
      if (enrolment.take(current.sessionId, card.code, alsoWrite)) {
        onChange();
        return true;
      }
      if (!deviceTest.isTesting(card.device)) return false;
      store.write(alsoWrite);
      return true;
    },
    otherCardCame() {
      desk.end('card');
      keypad.end();
    },
  };
}
