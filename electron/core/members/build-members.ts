import type { Ground } from '../ground.ts';
import type { Screen } from '../screen/build-screen.ts';
import { giveConfiguredPins, type ConfiguredPin } from './configured-pins.ts';
import type { MemberPins } from './member-pins.ts';
import { createSetOwnPin, type SetOwnPin } from './own-pin.ts';

/** Members' PINs. */
export interface Members {
  readonly pins: MemberPins;
  readonly setOwnPin: SetOwnPin;
  /** Gives PINs to members who have none, one after another. @returns once all have theirs, or after a stop */
  givePins(people: readonly ConfiguredPin[]): Promise<void>;
  stop(): void;
}

export function buildMembers(
  { store, log, changed }: Ground,
  { screen, pins }: { screen: Pick<Screen, 'sessions'>; pins: MemberPins },
): Members {
  let isStopped = false;
  return {
    pins,
    setOwnPin: createSetOwnPin({ store, pins, sessions: screen.sessions, onChange: changed }),
    givePins: (people) =>
      giveConfiguredPins({ store, pins, log, isStopped: () => isStopped, onChange: changed }, people),
    stop: () => void (isStopped = true),
  };
}
