import type { StaffAccounts } from '../auth/staff-accounts.ts';
import { findMemberByScan } from '../store/tables/users.ts';
import type { Store } from '../store/store.ts';
import type { DeviceTest } from './device-test.ts';
import type { StaffCards } from './floor.ts';
import type { StaffDesk } from './staff-desk.ts';

/**
 * Cards in staff mode. A staff card asks for its owner's PIN, from whatever screen. While staff try a
 * reader, a card nobody owns is only shown to them. A member's card is always a member's card: it
 * checks in and ends staff mode, so that nobody's visit is lost and nothing stays open behind them.
 */
export function createStaffCards(deps: {
  store: Store;
  accounts: StaffAccounts;
  desk: StaffDesk;
  deviceTest: DeviceTest;
}): StaffCards {
  const { store, accounts, desk, deviceTest } = deps;
  return {
    take(card, isFresh, alsoWrite) {
      const account = accounts.findByCard(card.code);
      const isTried =
        desk.current()?.phase === 'signed_in' &&
        deviceTest.isTesting(card.device) &&
        findMemberByScan(store.db, card.code) === null;
      if (account === null && !isTried) return false;
      store.write(alsoWrite);
      const current = desk.current();
      const isTheirs = current?.phase === 'signed_in' && current.name === account?.name;
      if (account !== null && isFresh && !isTheirs && !isTried) desk.openWithCard(account);
      return true;
    },
    otherCardCame: () => desk.end('card'),
  };
}
