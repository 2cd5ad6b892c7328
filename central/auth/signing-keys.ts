import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKeyInput,
  type KeyObject,
} from 'node:crypto';
import { DAY_MS, MINUTE_MS, type Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { CentralDatabase } from '../store/database.ts';
import {
  insertSigningKey,
  rewrapSigningKey,
  selectAnyWrappedKey,
  selectPlainSigningKeys,
  selectSigningKeys,
  type SigningKeyRow,
} from '../store/tables/signing-keys.ts';
import type { Vault } from './vault.ts';

/** A key that signs the tokens of one gym. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly createdAtMs: number;
  /** From then on it lets nobody in: a newer one signs. Links in letters are good for ever. */
  readonly admitsUntilMs: number;
}

export interface SigningKeys {
  /** The key a gym signs with; made where there is none, or where it has become old. */
  current(gymId: string): Promise<SigningKey>;
  /** The gym's key with this id; null when there is none. */
  find(gymId: string, keyId: string): Promise<SigningKey | null>;
}

export interface SigningKeyParts {
  readonly database: CentralDatabase;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** A key signs for this long, then the next one does. */
export const SIGNING_KEY_LIFE_MS = 30 * DAY_MS;
/** Servers look this often whether another one has made the next key. */
const LOOK_AGAIN_MS = MINUTE_MS;
/** Access tokens live shorter than this; so long a key lets people in after the next one was made. */
const ADMITS_AFTER_MS = 30 * MINUTE_MS;
/** Gyms whose keys are kept in memory; the oldest entry makes room. */
const MAX_CACHED_GYMS = 1_000;

const purposeOf = ({ gym_id: gymId, key_id: keyId }: Pick<SigningKeyRow, 'gym_id' | 'key_id'>): string =>
  `signing key ${keyId} of ${gymId}`;

/**
 * Wraps the keys of before there was a secret, and makes sure that the others were wrapped with this one.
 * Run once, before the first request.
 * @throws WrongSecret
 */
export async function prepareSigningKeys({
  database,
  vault,
}: Pick<SigningKeyParts, 'database' | 'vault'>): Promise<void> {
  const [wrapped] = await database.query(selectAnyWrappedKey());
  if (wrapped !== undefined) await vault.unwrap(wrapped.wrapped_jwk, purposeOf(wrapped));
  for (const row of await database.query(selectPlainSigningKeys()))
    await database.query(
      rewrapSigningKey({ ...row, wrapped_jwk: await vault.wrap(row.wrapped_jwk, purposeOf(row)) }),
    );
}

async function makeKey(gymId: string, { database, vault, clock, newId }: SigningKeyParts): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const nowMs = clock.nowMs();
  const named = { gym_id: gymId, key_id: newId() };
  const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }));
  const row = { ...named, wrapped_jwk: await vault.wrap(jwk, purposeOf(named)), created_at: nowMs };
  await database.query(insertSigningKey(row, nowMs - SIGNING_KEY_LIFE_MS));
}

async function readKeys(gymId: string, { database, vault }: SigningKeyParts): Promise<SigningKey[]> {
  const rows = await database.query(selectSigningKeys(gymId));
  return Promise.all(
    rows.map(async (row, index) => {
      const jwk = await vault.unwrap(row.wrapped_jwk, purposeOf(row));
      const privateKey = createPrivateKey({
        key: JSON.parse(jwk) as JsonWebKeyInput['key'],
        format: 'jwk',
      });
      const next = rows[index - 1];
      return {
        keyId: row.key_id,
        privateKey,
        publicKey: createPublicKey(privateKey),
        createdAtMs: row.created_at,
        admitsUntilMs: next === undefined ? Infinity : next.created_at + ADMITS_AFTER_MS,
      };
    }),
  );
}

/**
 * Gives out signing keys, wrapped in the store and plain in memory only. Several servers of one database
 * share them, and find within a minute the one that another has made.
 */
export function createSigningKeys(parts: SigningKeyParts): SigningKeys {
  const { clock } = parts;
  const cache = new Map<string, { readonly keys: readonly SigningKey[]; readonly readAtMs: number }>();

  async function load(gymId: string): Promise<readonly SigningKey[]> {
    const keys = await readKeys(gymId, parts);
    // A gym that does not exist must not push a real one out of the cache.
    if (keys.length === 0) return keys;
    const oldest = cache.keys().next();
    if (cache.size >= MAX_CACHED_GYMS && oldest.done === false) cache.delete(oldest.value);
    cache.set(gymId, { keys, readAtMs: clock.nowMs() });
    return keys;
  }

  async function recent(gymId: string): Promise<readonly SigningKey[]> {
    const cached = cache.get(gymId);
    const isRecent = cached !== undefined && Math.abs(clock.nowMs() - cached.readAtMs) < LOOK_AGAIN_MS;
    return isRecent ? cached.keys : load(gymId);
  }

  const isWornOut = (key: SigningKey | undefined): boolean =>
    key === undefined || key.createdAtMs <= clock.nowMs() - SIGNING_KEY_LIFE_MS;

  return {
    async current(gymId) {
      let [key] = await recent(gymId);
      if (isWornOut(key)) {
        await makeKey(gymId, parts);
        [key] = await load(gymId);
      }
      if (key === undefined) throw new Error(`gym ${gymId} has no signing key`);
      return key;
    },
    async find(gymId, keyId) {
      const isWanted = (key: SigningKey): boolean => key.keyId === keyId;
      return (await recent(gymId)).find(isWanted) ?? (await load(gymId)).find(isWanted) ?? null;
    },
  };
}
