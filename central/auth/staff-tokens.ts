import { jwtVerify, SignJWT } from 'jose';
import { MINUTE_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectStaffSession } from '../store/tables/staff.ts';
import type { StaffCaller } from './callers.ts';
import type { SigningKeys } from './signing-keys.ts';

/** A token is renewed while its session lasts. */
export const STAFF_TOKEN_LIFE_MS = 15 * MINUTE_MS;

const ISSUER = 'training-club-central';
/** What a staff token has in `aud`. */
export const STAFF_TOKEN_AUDIENCE = 'training-club-staff';

interface StaffTokenParts {
  readonly signingKeys: SigningKeys;
  readonly clock: Clock;
}

/** Signs an access token of somebody of the staff with the gym's key: `sub` is who, `sid` their session. */
export async function signStaffToken(
  { gymId, staffId, sessionId }: { gymId: string; staffId: string; sessionId: string },
  { signingKeys, clock }: StaffTokenParts,
): Promise<string> {
  const key = await signingKeys.current(gymId);
  const issuedAtS = Math.floor(clock.nowMs() / SECOND_MS);
  return new SignJWT({ gym_id: gymId, sid: sessionId })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.keyId, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(STAFF_TOKEN_AUDIENCE)
    .setSubject(staffId)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + STAFF_TOKEN_LIFE_MS / SECOND_MS)
    .sign(key.privateKey);
}

/**
 * Verifies a staff token and that its session still lasts: it ends with a sign-out, a new password and the
 * account. Role and name are what they are now, not what they were when the token was signed.
 * @param claimed key id and gym as the token says, not yet believed: they only choose the key
 * @returns null for a token that lets nobody in (any more)
 */
export async function verifyStaffToken(
  token: string,
  claimed: { keyId: string; gymId: string },
  { signingKeys, clock, database }: StaffTokenParts & { readonly database: CentralDatabase },
): Promise<StaffCaller | null> {
  const key = await signingKeys.find(claimed.gymId, claimed.keyId);
  const nowMs = clock.nowMs();
  if (key === null || key.admitsUntilMs <= nowMs) return null;
  const verified = await jwtVerify(token, key.publicKey, {
    algorithms: ['EdDSA'],
    issuer: ISSUER,
    audience: STAFF_TOKEN_AUDIENCE,
    currentDate: new Date(nowMs),
    requiredClaims: ['exp', 'sub', 'sid'],
  }).catch(() => null);
  if (verified === null) return null;
  const sessionId = String(verified.payload['sid']);
  const [session] = await database.query(selectStaffSession(claimed.gymId, sessionId, nowMs));
  if (session === undefined || session.staff_id !== verified.payload.sub) return null;
  return {
    role: 'staff',
    gymId: claimed.gymId as GymId,
    staffId: session.staff_id,
    staffRole: session.role,
    name: session.name,
    sessionId,
    hasSecondFactor: session.has_second_factor,
  };
}
