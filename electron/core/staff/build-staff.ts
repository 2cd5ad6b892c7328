import type { KioskView } from '../../../shared/contract/kiosk-api.ts';
import { whileDiskMayFail, type Ground } from '../ground.ts';
import type { Screen } from '../screen/build-screen.ts';
import { createDeviceTest, type DeviceTest } from './device-test.ts';
import { createEnrolment, type Enrolment } from './enrolment.ts';
import { createStaffAccounts } from './staff-accounts.ts';
import { createStaffCards, whoseTestCard, type StaffCards } from './staff-cards.ts';
import { createStaffDesk, type StaffDesk } from './staff-desk.ts';
import { createStaffView } from './staff-view.ts';

/** The way into staff mode, who is in it, and what they have begun there. */
export interface Staff {
  readonly desk: StaffDesk;
  readonly deviceTest: DeviceTest;
  readonly enrolment: Enrolment;
  /** Which cards are not for checking in. */
  readonly cards: StaffCards;
  /** What the screen shows while staff are at it or about to be; null while they are not. */
  readonly view: () => KioskView | null;
  /** Once a quarter of a second. */
  tick(): void;
}

export function buildStaff(ground: Ground, { screen }: { screen: Screen }): Staff {
  const { settings, store, newId, clock, log, changed } = ground;
  const { monotonicMs, nowMs } = clock;
  const accounts = createStaffAccounts(settings.config.staff);
  const deviceTest = createDeviceTest({
    ...clock,
    whoseCard: (code) => whoseTestCard(store, accounts, code),
  });
  const enrolment = createEnrolment({ store, monotonicMs });
  const desk = createStaffDesk({
    store,
    accounts,
    newId,
    monotonicMs,
    log,
    onOpen: screen.clear,
    onChange: changed,
  });
  const { keypad } = screen;
  const cards = createStaffCards({ store, accounts, desk, deviceTest, enrolment, keypad, onChange: changed });
  const { language } = store.gym;
  return {
    desk,
    deviceTest,
    enrolment,
    cards,
    view: createStaffView({ db: store.db, accounts, desk, enrolment, language, nowMs }),
    tick() {
      whileDiskMayFail(ground, cards.tick);
      desk.tick();
    },
  };
}
