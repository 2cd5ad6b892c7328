import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { flawOfPin } from '../../../shared/domain/pins/new-pin.ts';
import type { MemberPins } from './member-pins.ts';
import { setPin } from './set-pin.ts';
import { acceptPin, beginPinTry, refusePin } from '../check-in/try-pin.ts';
import type { Store } from '../store/store.ts';
import { findPinRecord } from '../store/tables/member-pins.ts';
import type { MemberSessions } from '../screen/member-session.ts';

export type OwnPinRefusal = 'session_over' | 'not_now' | 'pin_too_easy' | 'wrong_pin' | 'locked';

/** Sets the PIN of whoever is at the screen. @throws StorageFailed when it could not be stored */
export type SetOwnPin = (
  sessionId: string,
  typed: { pin: string; oldPin: string | null },
) => Promise<Result<void, OwnPinRefusal>>;

/**
 * A member sets or changes their PIN. Only with the card: whoever looked over a shoulder could
 * otherwise change it for them. Tries at the old one count like those at the keypad.
 */
export function createSetOwnPin(deps: {
  store: Store;
  pins: MemberPins;
  sessions: Pick<MemberSessions, 'find'>;
  onChange: () => void;
}): SetOwnPin {
  const { store, pins, sessions } = deps;
  /** Nobody types two PINs at once; what comes faster is not a person. */
  let isBusy = false;

  const isOldPin = async (member: Member, oldPin: string | null): Promise<Result<void, OwnPinRefusal>> => {
    if (findPinRecord(store.db, member.id) === null) return ok(undefined);
    if (oldPin === null) return fail('wrong_pin');
    const pinTry = { numberHash: pins.hashOfNumber(member.memberNumber), member };
    const begun = beginPinTry(store, pinTry);
    if (begun.step === 'wait') return fail('not_now');
    const isRight = begun.step === 'check' && (await pins.isPinOf(oldPin, begun.record));
    if (isRight) {
      acceptPin(store, member);
      return ok(undefined);
    }
    refusePin(store, pinTry, begun);
    return fail(begun.step === 'locked' ? 'locked' : 'wrong_pin');
  };

  return async (sessionId, { pin, oldPin }) => {
    const session = sessions.find(sessionId);
    if (session === null) return fail('session_over');
    if (isBusy || session.cameByPin) return fail('not_now');
    const { member } = session;
    if (flawOfPin(pin, member.memberNumber) !== null) return fail('pin_too_easy');
    isBusy = true;
    try {
      const old = await isOldPin(member, oldPin);
      if (!old.ok) return old;
      const record = await pins.recordOf(pin);
      if (sessions.find(sessionId) === null) return fail('session_over');
      store.write((tx) => setPin(tx, store, { memberId: member.id, record, by: 'member' }));
      deps.onChange();
      return ok(undefined);
    } finally {
      isBusy = false;
    }
  };
}
