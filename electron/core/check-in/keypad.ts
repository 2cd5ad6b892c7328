import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { NewId } from '../../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { MemberPins } from '../members/member-pins.ts';
import type { CheckInOutcome } from './check-in.ts';
import { beginPinTry, checkInByPin, KEYPAD, refusePin } from './try-pin.ts';
import { keepAside, setAsideCodeOf } from '../devices/set-reading-aside.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { findMemberByNumber } from '../store/tables/users.ts';
import { isBlankMemberNumber } from '../../../shared/domain/members/member-number.ts';

/** A keypad that nobody touches makes way after this long. */
export const KEYPAD_SHOWN_MS = 30 * SECOND_MS;

/** Somebody is typing their number and PIN. What they type stays in the page until it is whole. */
export interface AtKeypad {
  readonly sessionId: string;
  readonly isChecking: boolean;
  /** The last number and PIN did not fit each other. */
  readonly hasFailed: boolean;
  /** No PIN is looked at before; null when there is nothing to wait for. */
  readonly waitUntilMs: number | null;
  readonly endsAtMs: number;
}

/** `see_front_desk`: whatever the reason, it is between the member and the staff. */
export type KeypadRefusal = 'session_over' | 'not_now' | 'wrong_pin' | 'see_front_desk';

export interface Keypad {
  current(): AtKeypad | null;
  open(): void;
  /** @returns false when nobody has that session */
  touch(sessionId: string): boolean;
  end(): void;
  /**
   * Lets a member in by number and PIN. A number nobody has gets the same answer after the same work
   * as a wrong PIN.
   * @throws StorageFailed when the try, or the visit, could not be stored
   */
  checkIn(
    sessionId: string,
    typed: { memberNumber: string; pin: string },
  ): Promise<Result<void, KeypadRefusal>>;
  /** Ends what has run out. */
  tick(): void;
}

/**
 * The way in without a card. Times out on the monotonic clock, like everything at the screen.
 * @param deps.onOutcome somebody came in, or was refused: the screen is theirs
 * @param deps.onChange the screen has to be drawn anew
 * @param deps.onBrokenStorage the disk failed in a way that only reopening the database can mend
 */
export function createKeypad(deps: {
  store: Store;
  pins: MemberPins;
  newId: NewId;
  monotonicMs: () => number;
  onOutcome: (outcome: CheckInOutcome, arrival: { device: string; at: number }) => void;
  onChange: () => void;
  onBrokenStorage: () => void;
}): Keypad {
  const { store, pins, newId, monotonicMs } = deps;
  const { nowMs } = store;
  let current: AtKeypad | null = null;
  let touchedAt = 0;

  const isOver = (): boolean => monotonicMs() - touchedAt >= KEYPAD_SHOWN_MS;
  /** Over means over: also before the next tick, when this process was held up past the end. */
  const present = (): AtKeypad | null => (current === null || isOver() ? null : current);
  const find = (sessionId: string): AtKeypad | null => {
    const now = present();
    return now?.sessionId === sessionId ? now : null;
  };
  const mark = (sessionId: string, changes: Partial<AtKeypad>): void => {
    const now = find(sessionId);
    if (now === null) return;
    current = { ...now, ...changes };
    deps.onChange();
  };
  const touch = (sessionId: string): boolean => {
    const now = find(sessionId);
    if (now === null) return false;
    touchedAt = monotonicMs();
    current = { ...now, endsAtMs: nowMs() + KEYPAD_SHOWN_MS };
    return true;
  };
  const end = (): void => {
    if (current === null) return;
    current = null;
    deps.onChange();
  };
  const settle = (outcome: CheckInOutcome): void => {
    end();
    deps.onOutcome(outcome, { device: KEYPAD, at: nowMs() });
  };

  const judge = async (
    sessionId: string,
    typed: { memberNumber: string; pin: string },
  ): Promise<Result<void, KeypadRefusal>> => {
    // An older version may have let somebody be called by nothing but zeros.
    const member = isBlankMemberNumber(typed.memberNumber)
      ? null
      : findMemberByNumber(store.db, typed.memberNumber);
    const pinTry = { numberHash: pins.hashOfNumber(typed.memberNumber), member };
    const begun = beginPinTry(store, pinTry);
    if (begun.step === 'wait') {
      mark(sessionId, { waitUntilMs: begun.untilMs });
      return fail('not_now');
    }
    if (begun.step === 'locked') {
      settle(refusePin(store, pinTry, begun));
      return fail('see_front_desk');
    }
    const isRight = await pins.isPinOf(typed.pin, begun.record);
    if (!isRight || member === null) {
      refusePin(store, pinTry, begun);
      mark(sessionId, { hasFailed: true });
      return fail('wrong_pin');
    }
    // The screen may have gone to somebody else while the PIN was checked: nobody comes in unseen.
    if (find(sessionId) === null) return fail('session_over');
    const outcome = checkInByPin({ store, newId }, member, nowMs());
    settle(outcome);
    return outcome.outcome === 'refused' ? fail('see_front_desk') : ok(undefined);
  };

  /** What was typed cannot be stored for a reason of its own: staff see it, and can let the member in. */
  const setAside = (
    sessionId: string,
    { memberNumber }: { memberNumber: string },
    error: unknown,
  ): Result<void, KeypadRefusal> => {
    const code = setAsideCodeOf(error);
    store.log.error({ err: error, code }, 'a check-in by PIN was set aside');
    const member_id = findMemberByNumber(store.db, memberNumber)?.id ?? null;
    const arrival = { kind: 'pin', device: KEYPAD, at: nowMs(), member_id } as const;
    keepAside(store, arrival, { device: KEYPAD, runId: sessionId, seq: arrival.at }, code, () => undefined);
    return fail('see_front_desk');
  };

  return {
    current: present,
    open() {
      touchedAt = monotonicMs();
      current = {
        sessionId: newId(),
        isChecking: false,
        hasFailed: false,
        waitUntilMs: null,
        endsAtMs: nowMs() + KEYPAD_SHOWN_MS,
      };
      deps.onChange();
    },
    touch,
    end,
    async checkIn(sessionId, typed) {
      const now = find(sessionId);
      if (now === null) return fail('session_over');
      if (now.isChecking) return fail('not_now');
      touch(sessionId);
      mark(sessionId, { isChecking: true, hasFailed: false, waitUntilMs: null });
      try {
        return await judge(sessionId, typed);
      } catch (error) {
        if (!(error instanceof StorageFailed)) return setAside(sessionId, typed, error);
        if (error.code !== 'disk_full') deps.onBrokenStorage();
        throw error;
      } finally {
        mark(sessionId, { isChecking: false });
      }
    },
    tick() {
      if (current !== null && isOver()) end();
    },
  };
}
