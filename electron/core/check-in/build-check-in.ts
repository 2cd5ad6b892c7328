import type { Devices } from '../devices/build-devices.ts';
import { whileDiskMayFail, type Ground } from '../ground.ts';
import type { MemberPins } from '../members/member-pins.ts';
import type { Screen } from '../screen/build-screen.ts';
import type { StaffCards } from '../staff/staff-cards.ts';
import { createArrivals, type Arrivals } from './arrivals.ts';
import { createCardReadings, type CardReadings } from './card-readings.ts';
import { createCheckInAtKeypad, type CheckInAtKeypad } from './check-in-at-keypad.ts';

/** The ways into the gym, and what the screen says to whoever takes them. */
export interface CheckIn {
  readonly onCard: CardReadings['onCard'];
  readonly atKeypad: CheckInAtKeypad;
  readonly refusal: Arrivals['refusal'];
  /** Once a quarter of a second. */
  tick(): void;
}

export function buildCheckIn(
  ground: Ground,
  parts: {
    screen: Screen;
    devices: Pick<Devices, 'line' | 'guard'>;
    members: { readonly pins: MemberPins };
    staff: { readonly cards: StaffCards };
  },
): CheckIn {
  const arrivals = createArrivals(ground, parts.screen);
  const cards = createCardReadings(ground, {
    devices: parts.devices,
    staffCards: parts.staff.cards,
    arrivals,
  });
  return {
    onCard: cards.onCard,
    atKeypad: createCheckInAtKeypad(ground, { screen: parts.screen, pins: parts.members.pins, arrivals }),
    refusal: arrivals.refusal,
    tick() {
      whileDiskMayFail(ground, cards.retry);
      arrivals.tick();
    },
  };
}
