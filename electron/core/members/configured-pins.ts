import type { Log } from '../../../shared/base/log.ts';
import type { KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import { MOST_FAILED_TRIES } from '../../../shared/domain/pins/pin-tries.ts';
import type { MemberPins } from './member-pins.ts';
import { setPin } from './set-pin.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveMemberPinTries } from '../store/tables/member-pin-tries.ts';
import { findPinRecord } from '../store/tables/member-pins.ts';
import { findMemberByNumber } from '../store/tables/users.ts';

export interface ConfiguredPin {
  readonly memberNumber: string;
  readonly pin: string;
  /** For a demo, so that it can be seen what too many wrong PINs come to. */
  readonly isLocked?: boolean;
}

/**
 * Gives members the PINs a configuration names, one after another, some 50 ms each on another thread.
 * Whoever has a PIN keeps it. What a stop or a full disk leaves out is done at the next start.
 * @param isStopped looked at before each
 */
export async function giveConfiguredPins(
  deps: { store: Store; pins: MemberPins; log: Log; isStopped: () => boolean; onChange: () => void },
  people: readonly ConfiguredPin[],
): Promise<void> {
  const { store, pins, log } = deps;
  for (const person of people) {
    if (deps.isStopped()) return;
    const member = findMemberByNumber(store.db, person.memberNumber);
    if (member === null || findPinRecord(store.db, member.id) !== null) continue;
    const record = await pins.recordOf(person.pin);
    if (deps.isStopped()) return;
    try {
      store.write((tx) => {
        setPin(tx, store, { memberId: member.id, record, by: 'configuration' });
        if (person.isLocked !== true) return;
        const whose = { numberHash: pins.hashOfNumber(member.memberNumber), memberId: member.id };
        saveMemberPinTries(tx, whose, { failed: MOST_FAILED_TRIES, waitUntilMs: 0 }, store.nowMs());
      });
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      log.error({ code: error.code }, 'configured PINs could not be stored; the next start tries again');
      return;
    }
    deps.onChange();
  }
}

/** PINs that the configuration gives to its members. */
export function configuredPins({ members }: Pick<KioskConfig, 'members'>): ConfiguredPin[] {
  return members.flatMap(({ member_number: memberNumber, pin }) =>
    pin === undefined ? [] : [{ memberNumber, pin }],
  );
}
