import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/**
 * 16 MiB and some 50 ms on a small machine, on a thread of its own. A PIN has so few digits that no
 * cost makes a stolen hash safe; it is the count of tries that keeps people from guessing.
 */
const COST = { N: 16_384, r: 8, p: 1 } satisfies ScryptOptions;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

export interface PinHash {
  /** What it was made with: later versions may ask for more work. */
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** Hashes a PIN with a new salt. */
export async function hashPin(pin: string | Buffer): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  return { cost: COST, salt, key: await derive(pin, salt, COST) };
}

/**
 * Whether a PIN is the hashed one; takes the same time either way.
 * @param hash null where there is none: the work is done all the same
 */
export async function isPin(pin: string | Buffer, hash: PinHash | null): Promise<boolean> {
  if (hash?.cost.N !== COST.N) await derive(pin, NOBODYS_SALT, COST);
  return hash !== null && timingSafeEqual(await derive(pin, hash.salt, hash.cost), hash.key);
}

const NOBODYS_SALT = randomBytes(SALT_BYTES);

function derive(pin: string | Buffer, salt: Buffer, cost: PinHash['cost']): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
