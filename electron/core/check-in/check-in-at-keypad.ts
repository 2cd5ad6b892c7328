import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { isBlankMemberNumber } from '../../../shared/domain/members/member-number.ts';
import { keepAside, setAsideCodeOf } from '../devices/set-reading-aside.ts';
import type { Ground } from '../ground.ts';
import type { MemberPins } from '../members/member-pins.ts';
import type { Screen } from '../screen/build-screen.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { findMemberByNumber } from '../store/tables/users.ts';
import type { Arrivals } from './arrivals.ts';
import type { CheckInOutcome } from './check-in.ts';
import { beginPinTry, checkInByPin, KEYPAD, refusePin } from './try-pin.ts';

/** `see_front_desk`: whatever the reason, it is between the member and the staff. */
export type KeypadRefusal = 'session_over' | 'not_now' | 'wrong_pin' | 'see_front_desk';

/** Number and PIN as somebody typed them. */
interface Typed {
  readonly memberNumber: string;
  readonly pin: string;
}

/**
 * The way in without a card: lets a member in by number and PIN. A number nobody has gets the same answer
 * after the same work as a wrong PIN.
 * @throws StorageFailed when the try, or the visit, could not be stored
 */
export type CheckInAtKeypad = (sessionId: string, typed: Typed) => Promise<Result<void, KeypadRefusal>>;

export function createCheckInAtKeypad(ground: Ground, parts: KeypadParts): CheckInAtKeypad {
  const { keypad } = parts.screen;
  return async (sessionId, typed) => {
    const now = keypad.find(sessionId);
    if (now === null) return fail('session_over');
    if (now.isChecking) return fail('not_now');
    keypad.touch(sessionId);
    keypad.mark(sessionId, { isChecking: true, hasFailed: false, waitUntilMs: null });
    try {
      return await judge(ground, parts, sessionId, typed);
    } catch (error) {
      if (!(error instanceof StorageFailed)) return setAside(ground.store, sessionId, typed, error);
      if (error.code !== 'disk_full') ground.exits.broken();
      throw error;
    } finally {
      keypad.mark(sessionId, { isChecking: false });
    }
  };
}

interface KeypadParts {
  readonly screen: Pick<Screen, 'keypad'>;
  readonly pins: MemberPins;
  readonly arrivals: Arrivals;
}

async function judge(
  ground: Ground,
  parts: KeypadParts,
  sessionId: string,
  typed: Typed,
): Promise<Result<void, KeypadRefusal>> {
  const { store, newId } = ground;
  const { pins, screen } = parts;
  const { keypad } = screen;
  // An older version may have let somebody be called by nothing but zeros.
  const member = isBlankMemberNumber(typed.memberNumber)
    ? null
    : findMemberByNumber(store.db, typed.memberNumber);
  const pinTry = { numberHash: pins.hashOfNumber(typed.memberNumber), member };
  const begun = beginPinTry(store, pinTry);
  if (begun.step === 'wait') {
    keypad.mark(sessionId, { waitUntilMs: begun.untilMs });
    return fail('not_now');
  }
  if (begun.step === 'locked') {
    settle(ground, parts, refusePin(store, pinTry, begun));
    return fail('see_front_desk');
  }
  const isRight = await pins.isPinOf(typed.pin, begun.record);
  if (!isRight || member === null) {
    refusePin(store, pinTry, begun);
    keypad.mark(sessionId, { hasFailed: true });
    return fail('wrong_pin');
  }
  // The screen may have gone to somebody else while the PIN was checked: nobody comes in unseen.
  if (keypad.find(sessionId) === null) return fail('session_over');
  const outcome = checkInByPin({ store, newId }, member, store.nowMs());
  settle(ground, parts, outcome);
  return outcome.outcome === 'refused' ? fail('see_front_desk') : ok(undefined);
}

function settle({ store, output }: Ground, { screen, arrivals }: KeypadParts, outcome: CheckInOutcome): void {
  screen.keypad.end();
  output.checkIn(outcome, { device: KEYPAD, at: store.nowMs() });
  arrivals.show(outcome, true);
}

/** What was typed cannot be stored for a reason of its own: staff see it, and can let the member in. */
function setAside(
  store: Store,
  sessionId: string,
  { memberNumber }: Typed,
  error: unknown,
): Result<void, KeypadRefusal> {
  const code = setAsideCodeOf(error);
  store.log.error({ err: error, code }, 'a check-in by PIN was set aside');
  const member_id = findMemberByNumber(store.db, memberNumber)?.id ?? null;
  const arrival = { kind: 'pin', device: KEYPAD, at: store.nowMs(), member_id } as const;
  keepAside(store, arrival, { device: KEYPAD, runId: sessionId, seq: arrival.at }, code, () => undefined);
  return fail('see_front_desk');
}
