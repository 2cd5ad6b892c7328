import { decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { SigningKeys } from './signing-keys.ts';

const ISSUER = 'training-club-central';
const AUDIENCE = 'training-club-unsubscribe';
/** Longer than any that is signed here. */
const MAX_TOKEN_LENGTH = 1_024;

interface Subscriber {
  readonly gymId: string;
  readonly memberId: string;
}

/** Signs what a letter's link says. It never expires: a letter found years later can still be ended. */
export async function signUnsubscribeToken(
  { gymId, memberId }: Subscriber,
  { signingKeys }: { signingKeys: SigningKeys },
): Promise<string> {
  const key = await signingKeys.current(gymId);
  return new SignJWT({ gym_id: gymId })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.keyId })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(memberId)
    .sign(key.privateKey);
}

/** @returns whose link it is; null for one that this server did not sign for this purpose */
export async function verifyUnsubscribeToken(
  token: string,
  { signingKeys }: { signingKeys: SigningKeys },
): Promise<Subscriber | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  try {
    const { kid = '' } = decodeProtectedHeader(token);
    const gymId = decodeJwt(token)['gym_id'];
    if (typeof gymId !== 'string' || gymId.includes('\0')) return null;
    const key = await signingKeys.find(gymId, kid);
    if (key === null) return null;
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: ['EdDSA'],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['sub'],
    });
    return { gymId, memberId: payload.sub ?? '' };
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return null;
    if (error instanceof TypeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
