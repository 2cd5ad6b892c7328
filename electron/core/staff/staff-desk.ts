import { MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type { NewId } from '../../../shared/base/ids.ts';
import type { Log } from '../../../shared/base/log.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { StaffLeaveReason, StaffRole } from '../../../shared/contract/staff-account.ts';
import type { StaffAccount, StaffAccounts } from './staff-accounts.ts';
import { acceptPin, beginPinTry, noteSignOut, refusePin } from './staff-sign-in.ts';
import { StorageFailed, type Store } from '../store/store.ts';

/** After this long without a touch the screen asks "still there?" … */
export const STAFF_PROMPT_MS = 60 * SECOND_MS;
/** … and after this long staff mode is over: it stands open in the middle of a gym. */
export const STAFF_LOGOUT_MS = 90 * SECOND_MS;
/** Nobody stays in longer without a new PIN, touched or not. */
export const LONGEST_STAFF_MS = 30 * MINUTE_MS;
/** A sign-in screen that nobody touches makes way for members after this long. */
export const SIGN_IN_SHOWN_MS = 30 * SECOND_MS;

/** Somebody about to sign in. */
export interface SigningIn {
  readonly phase: 'signing_in';
  readonly sessionId: string;
  readonly account: StaffAccount | null;
  /** The account's card was held to a reader. */
  readonly withCard: boolean;
  readonly isChecking: boolean;
  /** The last PIN was wrong, or too many were. */
  readonly hasFailed: boolean;
  readonly endsAtMs: number;
}

/** Somebody of the staff, signed in. Lives in core only. */
export interface StaffAtScreen {
  readonly phase: 'signed_in';
  readonly sessionId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly idlePromptAtMs: number;
  readonly idleLogoutAtMs: number;
  readonly endsAtMs: number;
}

export type SignInRefusal = 'session_over' | 'not_now' | 'wrong_pin' | 'locked';

export interface StaffDesk {
  /** Who is at the screen or about to be; null for neither. */
  current(): SigningIn | StaffAtScreen | null;
  /** The signed-in session with this id, or null when it is over. */
  find(sessionId: string): StaffAtScreen | null;
  /** Shows the sign-in screen. @returns false where this kiosk has no staff accounts, and while somebody is signed in */
  open(): boolean;
  /** A staff card was held to a reader: its owner signs in next; whoever was signed in is out. */
  openWithCard(account: StaffAccount): void;
  /** @param name null goes back to the choice. @returns false when that is not possible */
  choose(sessionId: string, name: string | null): boolean;
  /**
   * Checks a PIN.
   * @throws StorageFailed when the try could not be counted durably
   */
  signIn(sessionId: string, pin: string): Promise<Result<void, SignInRefusal>>;
  /** Somebody touched the screen. @returns false when nobody has that session */
  touch(sessionId: string): boolean;
  /** Ends whatever is open; the log says why. Never throws: out is out, whether it could be noted or not. */
  end(reason: StaffLeaveReason): void;
  /** Ends what has run out. @returns whether anything changed */
  tick(): boolean;
}

/**
 * The way into staff mode, and who is in it. Times out on the monotonic clock, like members' sessions.
 * @param deps.onOpen somebody takes the screen over: a member's session there is over
 * @param deps.onChange the screen has to be drawn anew
 */
export function createStaffDesk(deps: {
  store: Store;
  accounts: StaffAccounts;
  newId: NewId;
  monotonicMs: () => number;
  log: Log;
  onOpen: () => void;
  onChange: () => void;
}): StaffDesk {
  const { store, accounts, newId, monotonicMs, log } = deps;
  const { nowMs } = store;
  let current: SigningIn | StaffAtScreen | null = null;
  let openedAt = 0;
  let touchedAt = 0;

  const whyOver = (): StaffLeaveReason | null => {
    if (current === null) return null;
    const idleMs = current.phase === 'signed_in' ? STAFF_LOGOUT_MS : SIGN_IN_SHOWN_MS;
    if (monotonicMs() - touchedAt >= idleMs) return 'idle';
    return monotonicMs() - openedAt >= LONGEST_STAFF_MS ? 'too_long' : null;
  };
  /** Over means over: also before the next tick, when this process was held up past the end. */
  const present = (): SigningIn | StaffAtScreen | null => (whyOver() === null ? current : null);
  const signingIn = (sessionId: string): SigningIn | null => {
    const now = present();
    return now?.phase === 'signing_in' && now.sessionId === sessionId ? now : null;
  };
  const find = (sessionId: string): StaffAtScreen | null => {
    const now = present();
    return now?.phase === 'signed_in' && now.sessionId === sessionId ? now : null;
  };

  const end = (reason: StaffLeaveReason): void => {
    const was = current;
    current = null;
    if (was === null) return;
    deps.onChange();
    if (was.phase !== 'signed_in') return;
    try {
      noteSignOut(store, was.name, reason);
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      log.error({ code: error.code, staff: was.name, reason }, 'a sign-out could not be noted');
    }
  };

  const ask = (account: StaffAccount | null, withCard: boolean): void => {
    end('card');
    deps.onOpen();
    openedAt = monotonicMs();
    touchedAt = openedAt;
    current = {
      phase: 'signing_in',
      sessionId: newId(),
      account,
      withCard,
      isChecking: false,
      hasFailed: false,
      endsAtMs: nowMs() + SIGN_IN_SHOWN_MS,
    };
    deps.onChange();
  };

  const touch = (sessionId: string): boolean => {
    const now = present();
    if (now?.sessionId !== sessionId) return false;
    touchedAt = monotonicMs();
    current =
      now.phase === 'signing_in'
        ? { ...now, endsAtMs: nowMs() + SIGN_IN_SHOWN_MS }
        : { ...now, idlePromptAtMs: nowMs() + STAFF_PROMPT_MS, idleLogoutAtMs: nowMs() + STAFF_LOGOUT_MS };
    return true;
  };

  const enter = ({ name, role }: StaffAccount): void => {
    openedAt = monotonicMs();
    touchedAt = openedAt;
    current = {
      phase: 'signed_in',
      // Another id than the sign-in screen had: what was asked with that one stays outside.
      sessionId: newId(),
      name,
      role,
      idlePromptAtMs: nowMs() + STAFF_PROMPT_MS,
      idleLogoutAtMs: nowMs() + STAFF_LOGOUT_MS,
      endsAtMs: nowMs() + LONGEST_STAFF_MS,
    };
  };

  const mark = (sessionId: string, changes: Partial<SigningIn>): void => {
    const now = signingIn(sessionId);
    if (now !== null) current = { ...now, ...changes };
    deps.onChange();
  };

  return {
    current: present,
    find,
    open() {
      // Whoever is signed in leaves by their own hand, or by holding a card.
      if (accounts.list().length === 0 || present()?.phase === 'signed_in') return false;
      ask(null, false);
      return true;
    },
    openWithCard: (account) => ask(account, true),
    choose(sessionId, name) {
      const now = signingIn(sessionId);
      const account = name === null ? null : accounts.find(name);
      if (now === null || now.isChecking || (name !== null && (account === null || account.needsCard)))
        return false;
      mark(sessionId, { account, withCard: false, hasFailed: false });
      return true;
    },
    async signIn(sessionId, pin) {
      const now = signingIn(sessionId);
      if (now === null) return fail('session_over');
      const { account, withCard } = now;
      if (account === null || now.isChecking) return fail('not_now');
      const begun = beginPinTry(store, account.name);
      if (!begun.ok) {
        mark(sessionId, { hasFailed: true });
        return begun;
      }
      touch(sessionId);
      mark(sessionId, { isChecking: true });
      const isRight = await accounts.isPinOf(account, pin);
      mark(sessionId, { isChecking: false, hasFailed: !isRight });
      if (!isRight) {
        refusePin(store, account.name);
        return fail('wrong_pin');
      }
      // The screen may have gone to somebody else while the PIN was checked.
      if (signingIn(sessionId) === null) return fail('session_over');
      acceptPin(store, { staff: account.name, role: account.role, withCard });
      enter(account);
      deps.onChange();
      return ok(undefined);
    },
    touch,
    end,
    tick() {
      const reason = whyOver();
      if (reason === null) return false;
      end(reason);
      return true;
    },
  };
}
