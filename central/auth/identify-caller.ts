import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { CentralDatabase } from '../store/database.ts';
import type { Caller } from './callers.ts';
import { KIOSK_TOKEN_AUDIENCE, verifyKioskToken, type KioskTokenError } from './kiosk-tokens.ts';
import { verifyMemberToken } from './member-tokens.ts';
import type { ReplayGuard } from './replay-guard.ts';
import type { SigningKeys } from './signing-keys.ts';
import { STAFF_TOKEN_AUDIENCE, verifyStaffToken } from './staff-tokens.ts';

export interface CallerParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly signingKeys: SigningKeys;
  readonly replayGuard: ReplayGuard;
}

/** Longer than any token this API issues or accepts; bounds the work done for a stranger. */
const MAX_TOKEN_LENGTH = 2_048;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

interface Claimed {
  readonly keyId: string;
  readonly gymId: string | null;
  readonly audience: unknown;
}

/** What the token says about itself: only used to choose the key it must verify against. */
function readClaims(token: string): Claimed | null {
  try {
    const { kid } = decodeProtectedHeader(token);
    const claims = decodeJwt(token);
    const gymId = claims['gym_id'];
    // Text with U+0000 cannot be a stored id, and PostgreSQL refuses it as a parameter.
    if (typeof kid !== 'string' || kid.includes('\0')) return null;
    if (typeof gymId === 'string' && gymId.includes('\0')) return null;
    return {
      keyId: kid,
      gymId: typeof gymId === 'string' ? gymId : null,
      audience: claims.aud,
    };
  } catch {
    return null;
  }
}

/**
 * Finds out who sends a request from its Authorization header.
 * @returns the verified caller; `unauthorized` for anything missing, malformed, expired, forged or
 *   used before, without saying which
 */
export async function identifyCaller(
  authorization: string | undefined,
  parts: CallerParts,
): Promise<Result<Caller, KioskTokenError>> {
  if (authorization === undefined || authorization.length > MAX_TOKEN_LENGTH) return fail('unauthorized');
  const token = BEARER.exec(authorization)?.[1];
  const claimed = token === undefined ? null : readClaims(token);
  if (token === undefined || claimed === null) return fail('unauthorized');
  if (claimed.audience === KIOSK_TOKEN_AUDIENCE) return verifyKioskToken(token, claimed.keyId, parts);
  if (claimed.gymId === null) return fail('unauthorized');
  const named = { keyId: claimed.keyId, gymId: claimed.gymId };
  const person =
    claimed.audience === STAFF_TOKEN_AUDIENCE
      ? await verifyStaffToken(token, named, parts)
      : await verifyMemberToken(token, named, parts);
  return person === null ? fail('unauthorized') : ok(person);
}
