import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKeyInput,
  type KeyObject,
} from 'node:crypto';
import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { CentralDatabase } from '../store/database.ts';
import { insertSigningKey, selectSigningKeys, type SigningKeyRow } from '../store/tables/signing-keys.ts';

/** A key that signs member tokens of one gym. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface SigningKeys {
  /** The key a gym signs with. */
  current(gymId: string): Promise<SigningKey>;
  /** The gym's key with this id; null when there is none. */
  find(gymId: string, keyId: string): Promise<SigningKey | null>;
}

/** Gyms whose keys are kept in memory; the oldest entry makes room. */
const MAX_CACHED_GYMS = 1_000;

function toSigningKey(row: SigningKeyRow): SigningKey {
  const privateKey = createPrivateKey({
    key: JSON.parse(row.private_jwk) as JsonWebKeyInput['key'],
    format: 'jwk',
  });
  return { keyId: row.key_id, privateKey, publicKey: createPublicKey(privateKey) };
}

/** Makes sure that a gym has a key to sign with. Run once per gym, before the first request. */
export async function ensureSigningKey(
  gymId: string,
  { database, clock, newId }: { database: CentralDatabase; clock: Clock; newId: NewId },
): Promise<void> {
  if ((await database.query(selectSigningKeys(gymId))).length > 0) return;
  const { privateKey } = generateKeyPairSync('ed25519');
  await database.query(
    insertSigningKey({
      gym_id: gymId,
      key_id: newId(),
      private_jwk: JSON.stringify(privateKey.export({ format: 'jwk' })),
      created_at: clock.nowMs(),
    }),
  );
}

/** Reads signing keys from the store and keeps them in memory: they are never changed, only added. */
export function createSigningKeys({ database }: { database: CentralDatabase }): SigningKeys {
  const cache = new Map<string, readonly SigningKey[]>();

  async function load(gymId: string): Promise<readonly SigningKey[]> {
    const keys = (await database.query(selectSigningKeys(gymId))).map(toSigningKey);
    // A gym that does not exist must not push a real one out of the cache.
    if (keys.length === 0) return keys;
    const oldest = cache.keys().next();
    if (cache.size >= MAX_CACHED_GYMS && oldest.done === false) cache.delete(oldest.value);
    cache.set(gymId, keys);
    return keys;
  }

  return {
    async current(gymId) {
      const [key] = cache.get(gymId) ?? (await load(gymId));
      if (key === undefined) throw new Error(`gym ${gymId} has no signing key`);
      return key;
    },
    async find(gymId, keyId) {
      const isWanted = (key: SigningKey): boolean => key.keyId === keyId;
      return cache.get(gymId)?.find(isWanted) ?? (await load(gymId)).find(isWanted) ?? null;
    },
  };
}
