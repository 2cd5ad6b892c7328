import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/**
 * 16 MiB and some 50 ms on a small machine, on a thread of its own. A PIN has so few digits that no
 * cost makes a stolen hash safe; it is the count of tries that keeps people from guessing.
 */
const COST = { N: 16_384, r: 8, p: 1 } satisfies ScryptOptions;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

export interface PinHash {
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** Hashes a PIN with a new salt. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  return { salt, key: await derive(pin, salt) };
}

/** Whether a PIN is the hashed one; takes the same time either way. */
export async function isPin(pin: string, hash: PinHash): Promise<boolean> {
  return timingSafeEqual(await derive(pin, hash.salt), hash.key);
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
