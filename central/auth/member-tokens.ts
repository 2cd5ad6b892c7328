import { jwtVerify, SignJWT } from 'jose';
import { MINUTE_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId, MemberId } from '../../shared/base/ids.ts';
import type { MemberCaller } from './callers.ts';
import type { SigningKeys } from './signing-keys.ts';

/** A member signs in again after this; there is no refresh and nothing to revoke. */
export const MEMBER_TOKEN_LIFE_MS = 15 * MINUTE_MS;

const ISSUER = 'training-club-central';
const AUDIENCE = 'training-club-members';

interface MemberTokenParts {
  readonly signingKeys: SigningKeys;
  readonly clock: Clock;
}

/** Signs a member's access token with the gym's key: `sub` is the member, `gym_id` the gym. */
export async function signMemberToken(
  { gymId, memberId }: { gymId: string; memberId: string },
  { signingKeys, clock }: MemberTokenParts,
): Promise<string> {
  const key = await signingKeys.current(gymId);
  const issuedAtS = Math.floor(clock.nowMs() / SECOND_MS);
  return new SignJWT({ gym_id: gymId, role: 'member' })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.keyId, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(memberId)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + MEMBER_TOKEN_LIFE_MS / SECOND_MS)
    .sign(key.privateKey);
}

/**
 * Verifies a member's access token.
 * @param claimed key id and gym as the token says, not yet believed: they only choose the key
 * @returns null for a token that this server did not issue to a member, or that has expired
 */
export async function verifyMemberToken(
  token: string,
  claimed: { keyId: string; gymId: string },
  { signingKeys, clock }: MemberTokenParts,
): Promise<MemberCaller | null> {
  const key = await signingKeys.find(claimed.gymId, claimed.keyId);
  if (key === null || key.admitsUntilMs <= clock.nowMs()) return null;
  const verified = await jwtVerify(token, key.publicKey, {
    algorithms: ['EdDSA'],
    issuer: ISSUER,
    audience: AUDIENCE,
    currentDate: new Date(clock.nowMs()),
    requiredClaims: ['exp', 'sub'],
  }).catch(() => null);
  if (verified === null || verified.payload['role'] !== 'member') return null;
  const { sub = '' } = verified.payload;
  return { role: 'member', gymId: claimed.gymId as GymId, memberId: sub as MemberId };
}
