import { hkdfSync } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../shared/base/clock.ts';
import type { KioskId, NewId } from '../../../shared/base/ids.ts';

/** A token is made for each request; a stolen one is worthless a minute later. Seconds. */
const TOKEN_LIFE_S = 60;
const SECRET_BYTES = 32;
const AUDIENCE = 'training-club-central';

const storedKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

/** The kiosk's own Ed25519 key: its private half never leaves this machine. */
export interface KioskKey {
  readonly publicKey: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
  /** A short-lived token that proves a request comes from this kiosk (JWT, EdDSA, RFC 8037). */
  sign(kioskId: KioskId): Promise<string>;
  /** 32 bytes that follow from the private half, others for each purpose (HKDF, RFC 5869). */
  secretFor(purpose: string): Buffer;
}

/**
 * Loads the key from `path`, making one (mode 0600) on first use.
 * @throws when the file is there but holds no key: a new one would lock this kiosk out of central unseen
 */
export async function openKioskKey(path: string, deps: { clock: Clock; newId: NewId }): Promise<KioskKey> {
  const jwk = existsSync(path)
    ? storedKeySchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    : await createKey(path);
  const key = await importJWK(jwk, 'EdDSA');
  return {
    publicKey: { kty: 'OKP', crv: 'Ed25519', x: jwk.x },
    secretFor: (purpose) =>
      Buffer.from(hkdfSync('sha256', Buffer.from(jwk.d, 'base64url'), '', purpose, SECRET_BYTES)),
    sign(kioskId) {
      const nowS = Math.floor(deps.clock.nowMs() / 1_000);
      return new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', kid: kioskId })
        .setIssuer(kioskId)
        .setAudience(AUDIENCE)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + TOKEN_LIFE_S)
        .setJti(deps.newId())
        .sign(key);
    },
  };
}

async function createKey(path: string): Promise<z.infer<typeof storedKeySchema>> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk: JWK = await exportJWK(privateKey);
  const whole = `${path}.new`;
  // Flushed before it gets its name: a power cut must not leave an empty key behind.
  writeFileSync(whole, JSON.stringify(jwk), { mode: 0o600, flush: true });
  renameSync(whole, path);
  return storedKeySchema.parse(jwk);
}
