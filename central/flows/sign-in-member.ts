import { SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { MEMBER_TOKEN_LIFE_MS, signMemberToken } from '../auth/member-tokens.ts';
import type { PinVerifier } from '../auth/pin-verifier.ts';
import type { SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectUserByNumber } from '../store/tables/users.ts';
import { isBlankMemberNumber } from '../../shared/domain/members/member-number.ts';

export interface SignInParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly pinVerifier: PinVerifier;
  readonly signingKeys: SigningKeys;
  readonly throttle: SignInThrottle;
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
  {
    gymId,
    memberNumber,
    pin,
    address,
  }: { gymId: string; memberNumber: string; pin: string; address: string },
  { database, clock, pinVerifier, signingKeys, throttle }: SignInParts,
): Promise<SignInOutcome> {
  const attempt = await throttle.begin({ gymId, account: memberAccount(memberNumber), address });
  if (!attempt.ok) return attempt;
  const [member] = isBlankMemberNumber(memberNumber)
    ? []
    : await database.query(selectUserByNumber(gymId, memberNumber));
  const fits = await pinVerifier.verify(pin, member?.pin_verifier ?? null);
  if (!fits || member === undefined) {
    await attempt.value.fail();
    return { ok: false, code: 'sign_in_failed' };
  }
  await attempt.value.succeed();
  const accessToken = await signMemberToken({ gymId, memberId: member.id }, { signingKeys, clock });
  return ok({ accessToken, expiresInS: MEMBER_TOKEN_LIFE_MS / SECOND_MS, memberId: member.id });
}

/** What tries of a member's PIN are counted under. */
export function memberAccount(memberNumber: string): string {
  return `member:${memberNumber}`;
}
