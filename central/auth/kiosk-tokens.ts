import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { MINUTE_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId, KioskId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectKiosk } from '../store/tables/kiosks.ts';
import type { KioskCaller } from './callers.ts';
import type { ReplayGuard } from './replay-guard.ts';

/** What a kiosk writes into `aud`. */
export const KIOSK_TOKEN_AUDIENCE = 'training-club-central';
/** Longest life of a token that a kiosk signs for itself. */
export const MAX_KIOSK_TOKEN_LIFE_MS = 5 * MINUTE_MS;
/** How far a kiosk's clock may be off before its tokens are refused. */
const CLOCK_TOLERANCE_MS = MINUTE_MS;
const MAX_TOKEN_ID_LENGTH = 64;

export type KioskTokenError = 'unauthorized' | 'kiosk_revoked' | 'too_many_requests';

/**
 * Verifies a token that a kiosk signed with its own Ed25519 key: `kid` and `iss` are the kiosk's id,
 * `aud` is central, `exp` at most five minutes ahead, `jti` never used before.
 * @param kioskId from the token's header, not yet believed
 * @returns the kiosk and its gym; `kiosk_revoked` only to the holder of the revoked key
 */
export async function verifyKioskToken(
  token: string,
  kioskId: string,
  { database, clock, replayGuard }: { database: CentralDatabase; clock: Clock; replayGuard: ReplayGuard },
): Promise<Result<KioskCaller, KioskTokenError>> {
  const [kiosk] = await database.query(selectKiosk(kioskId));
  if (kiosk === undefined) return fail('unauthorized');
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: kiosk.public_key_x },
    format: 'jwk',
  });
  const nowMs = clock.nowMs();
  const verified = await jwtVerify(token, publicKey, {
    algorithms: ['EdDSA'],
    issuer: kiosk.kiosk_id,
    audience: KIOSK_TOKEN_AUDIENCE,
    currentDate: new Date(nowMs),
    clockTolerance: CLOCK_TOLERANCE_MS / SECOND_MS,
    requiredClaims: ['exp', 'jti'],
  }).catch(() => null);
  if (verified === null) return fail('unauthorized');
  const { exp = 0, jti = '' } = verified.payload;
  const expiresAtMs = exp * SECOND_MS;
  if (expiresAtMs > nowMs + MAX_KIOSK_TOKEN_LIFE_MS + CLOCK_TOLERANCE_MS) return fail('unauthorized');
  if (jti === '' || jti.length > MAX_TOKEN_ID_LENGTH) return fail('unauthorized');
  if (kiosk.revoked_at !== null) return fail('kiosk_revoked');
  const verdict = await replayGuard.admit(
    kiosk.gym_id,
    `${kiosk.kiosk_id}/${jti}`,
    expiresAtMs + CLOCK_TOLERANCE_MS,
  );
  if (verdict === 'full') return fail('too_many_requests');
  if (verdict === 'replayed') return fail('unauthorized');
  return ok({
    role: 'kiosk',
    gymId: kiosk.gym_id as GymId,
    kioskId: kiosk.kiosk_id as KioskId,
    isAlarmed: kiosk.is_alarmed,
  });
}
