import type { KioskView } from '../../../shared/contract/kiosk-api.ts';
import type { StaffSession, StaffSignIn } from '../../../shared/contract/staff-views.ts';
import { nameOrder } from '../../../shared/domain/members/compare-names.ts';
import { lockedUntil, triesLeft } from '../../../shared/domain/staff/pin-tries.ts';
import type { StaffAccounts } from './staff-accounts.ts';
import type { ReadableDb } from '../store/database.ts';
import { findPinTries } from '../store/tables/staff-pin-tries.ts';
import type { Enrolment } from './enrolment.ts';
import type { SigningIn, StaffAtScreen, StaffDesk } from './staff-desk.ts';

/** What the screen shows while staff are at it or about to be; null while they are not. */
export function createStaffView(deps: {
  db: ReadableDb;
  accounts: StaffAccounts;
  desk: Pick<StaffDesk, 'current'>;
  enrolment: Enrolment;
  /** Of the gym, for the order of names. */
  language: string;
  nowMs: () => number;
}): () => KioskView | null {
  const { db, accounts, desk, nowMs } = deps;
  return () => {
    const now = desk.current();
    if (now === null) return null;
    return now.phase === 'signed_in'
      ? { name: 'staff', session: staffSession(now, deps.enrolment) }
      : { name: 'staff_sign_in', sign_in: signInOf(now, db, accounts, nowMs(), nameOrder(deps.language)) };
  };
}

function staffSession(session: StaffAtScreen, enrolments: Enrolment): StaffSession {
  const enrolment = enrolments.view(session.sessionId);
  return {
    session_id: session.sessionId,
    name: session.name,
    role: session.role,
    idle_prompt_at: session.idlePromptAtMs,
    idle_logout_at: session.idleLogoutAtMs,
    ends_at: session.endsAtMs,
    enrolment:
      enrolment === null
        ? null
        : { member_id: enrolment.memberId, until: enrolment.untilMs, state: enrolment.state },
  };
}

function signInOf(
  now: SigningIn,
  db: ReadableDb,
  accounts: StaffAccounts,
  nowMs: number,
  order: (left: string, right: string) => number,
): StaffSignIn {
  const tries = now.account === null ? null : findPinTries(db, now.account.name);
  return {
    session_id: now.sessionId,
    accounts: accounts
      .list()
      .filter(({ needsCard }) => !needsCard)
      .map(({ name, role }) => ({ name, role }))
      .toSorted((left, right) => order(left.name, right.name)),
    takes_cards: accounts.hasCards(),
    chosen: now.account?.name ?? null,
    with_card: now.withCard,
    checking: now.isChecking,
    // While a PIN is checked it counts as wrong already; nobody needs to see that.
    tries_left: tries === null || !now.hasFailed || now.isChecking ? null : triesLeft(tries),
    locked_until: tries === null || now.isChecking ? null : lockedUntil(tries, nowMs),
    ends_at: now.endsAtMs,
  };
}
