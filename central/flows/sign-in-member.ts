import { DAY_MS, MINUTE_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { MEMBER_TOKEN_LIFE_MS, signMemberToken } from '../auth/member-tokens.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import type { CentralDatabase } from '../store/database.ts';
import {
  clearPinAttempts,
  countPinAttempt,
  deleteOldPinAttempts,
  selectPinAttempts,
} from '../store/tables/pin-attempts.ts';
import { selectUserByNumber } from '../store/tables/users.ts';
import { isBlankMemberNumber } from '../../shared/domain/members/member-number.ts';

/** Wrong PINs in a row that cost nothing: a person who mistypes. */
const FREE_ATTEMPTS = 5;
/** From here on a person would ask the front desk, and only a program goes on. */
const MAX_QUICK_ATTEMPTS = 10;
const LONG_WAIT_MS = 15 * MINUTE_MS;
const MAX_WAIT_MS = DAY_MS;
/** Twice the longest wait: an entry this old holds nobody back. */
const FORGET_AFTER_MS = 2 * MAX_WAIT_MS;

/**
 * How long a number is closed after its last wrong PIN: 1, 2, 4, 8, 16 s from the fifth on, a
 * quarter of an hour from the tenth, doubling up to a day. A four-digit PIN then outlasts 10,000
 * guesses by years.
 * @param failedCount wrong PINs in a row
 */
export function waitAfterFailuresMs(failedCount: number): number {
  if (failedCount < FREE_ATTEMPTS) return 0;
  if (failedCount < MAX_QUICK_ATTEMPTS) return SECOND_MS * 2 ** (failedCount - FREE_ATTEMPTS);
  return Math.min(LONG_WAIT_MS * 2 ** Math.min(failedCount - MAX_QUICK_ATTEMPTS, 20), MAX_WAIT_MS);
}

export interface SignInParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly pinVerifier: PinVerifier;
  readonly signingKeys: SigningKeys;
}

export interface MemberSession {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly memberId: string;
}

export type SignInOutcome =
  | Result<MemberSession, 'sign_in_failed'>
  | { readonly ok: false; readonly code: 'too_many_requests'; readonly retryAfterMs: number };

/**
 * Signs a member in with number and PIN. A number that nobody has is treated like one that somebody
 * has, in what is answered, what is counted and how long it takes.
 */
export async function signInMember(
  { gymId, memberNumber, pin }: { gymId: string; memberNumber: string; pin: string },
  { database, clock, pinVerifier, signingKeys }: SignInParts,
): Promise<SignInOutcome> {
  const nowMs = clock.nowMs();
  const [attempts] = await database.query(selectPinAttempts(gymId, memberNumber));
  const seenCount = attempts?.failed_count ?? 0;
  const openAtMs = (attempts?.last_failed_at ?? 0) + waitAfterFailuresMs(seenCount);
  if (openAtMs > nowMs) return { ok: false, code: 'too_many_requests', retryAfterMs: openAtMs - nowMs };

  const counted = await database.query(countPinAttempt(gymId, memberNumber, seenCount, nowMs));
  if (counted.length === 0) return { ok: false, code: 'too_many_requests', retryAfterMs: SECOND_MS };

  const [member] = isBlankMemberNumber(memberNumber)
    ? []
    : await database.query(selectUserByNumber(gymId, memberNumber));
  const fits = await pinVerifier.verify(pin, member?.pin_verifier ?? null);
  if (!fits || member === undefined) {
    await database.query(deleteOldPinAttempts(nowMs - FORGET_AFTER_MS));
    return { ok: false, code: 'sign_in_failed' };
  }
  await database.query(clearPinAttempts(gymId, memberNumber));
  const accessToken = await signMemberToken({ gymId, memberId: member.id }, { signingKeys, clock });
  return ok({ accessToken, expiresInS: MEMBER_TOKEN_LIFE_MS / SECOND_MS, memberId: member.id });
}
