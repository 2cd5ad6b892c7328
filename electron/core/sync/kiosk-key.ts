import { hkdfSync } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { KioskId, NewId } from '../../../shared/base/ids.ts';
import { moveInto, newDamaged } from '../store/set-aside.ts';
import { readSmallFile, writeSmallFile, type SmallFile } from '../store/small-file.ts';

/** A token is made for each request; a stolen one is worthless a minute later. Seconds. */
const TOKEN_LIFE_S = 60;
const SECRET_BYTES = 32;
const AUDIENCE = 'training-club-central';
/** The key once more, beside it: losing it loses every PIN and the way to central. */
const COPY_FILE = 'kiosk-key-copy.json';

const storedKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
type StoredKey = z.infer<typeof storedKeySchema>;

/** The kiosk's own Ed25519 key: its private half never leaves this machine. */
export interface KioskKey {
  readonly publicKey: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
  /**
   * A short-lived token that proves a request comes from this kiosk (JWT, EdDSA, RFC 8037).
   * @param nowMs the time as central has it
   */
  sign(kioskId: KioskId, nowMs: number): Promise<string>;
  /** 32 bytes that follow from the private half, others for each purpose (HKDF, RFC 5869). */
  secretFor(purpose: string): Buffer;
}

/** What became of the key's file: `restored` from its copy, or `lost` with it and made anew. */
export type KeyState = 'kept' | 'made' | 'restored' | 'lost';

/**
 * Loads the key from `path`, making one (mode 0600) on first use. A file that holds no key is set aside
 * and its copy used; where that holds none either, the kiosk gets a new key and has to be paired anew.
 * @throws where the disk fails
 */
export async function openKioskKey(
  path: string,
  deps: { newId: NewId },
): Promise<{ readonly key: KioskKey; readonly state: KeyState }> {
  const { jwk, state } = await settleKey(path);
  const key = await importJWK(jwk, 'EdDSA');
  return {
    state,
    key: {
      publicKey: { kty: 'OKP', crv: 'Ed25519', x: jwk.x },
      secretFor: (purpose) =>
        Buffer.from(hkdfSync('sha256', Buffer.from(jwk.d, 'base64url'), '', purpose, SECRET_BYTES)),
      sign(kioskId, nowMs) {
        const nowS = Math.floor(nowMs / 1_000);
        return new SignJWT()
          .setProtectedHeader({ alg: 'EdDSA', kid: kioskId })
          .setIssuer(kioskId)
          .setAudience(AUDIENCE)
          .setIssuedAt(nowS)
          .setExpirationTime(nowS + TOKEN_LIFE_S)
          .setJti(deps.newId())
          .sign(key);
      },
    },
  };
}

async function settleKey(path: string): Promise<{ jwk: StoredKey; state: KeyState }> {
  const dataDir = dirname(path);
  const files = [basename(path), COPY_FILE].map((name) => {
    const file = readSmallFile(join(dataDir, name));
    return { name, isThere: file.state !== 'absent', jwk: keyIn(file) };
  });
  const damaged = files.filter(({ isThere, jwk }) => isThere && jwk === null).map(({ name }) => name);
  if (damaged.length > 0) moveInto(newDamaged(dataDir), dataDir, damaged);
  const known = files.find(({ jwk }) => jwk !== null)?.jwk ?? null;
  const jwk = known ?? (await makeKey());
  for (const file of files) {
    if (file.jwk?.d !== jwk.d) writeSmallFile(join(dataDir, file.name), JSON.stringify(jwk));
  }
  if (known === null) return { jwk, state: damaged.length > 0 ? 'lost' : 'made' };
  return { jwk, state: files[0]?.jwk === null ? 'restored' : 'kept' };
}

function keyIn(file: SmallFile): StoredKey | null {
  if (file.state !== 'text') return null;
  try {
    return storedKeySchema.parse(JSON.parse(file.text));
  } catch {
    return null;
  }
}

async function makeKey(): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return storedKeySchema.parse(await exportJWK(privateKey));
}
