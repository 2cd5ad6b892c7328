import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createTurnstile } from './turnstile.ts';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane; about 40 ms on a small server. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** At most this many checks run at once; so many more wait, and beyond it the caller is told to come back. */
const MAX_PARALLEL = 2;
const MAX_WAITING = 64;

/** PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$key`, base64 without padding. */
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export interface PasswordVerifier {
  /** Text to store for a password, a new salt each time. */
  derive(password: string): Promise<string>;
  /** Whether the password fits; with `null` (there is no such account) it says no after the same work. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

function derivedKey(password: string, nonce: Buffer, cost: typeof COST, tagLength: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { ...cost, message: password.normalize('NFC'), nonce, tagLength },
      (error: Error | null, key: Buffer) => (error === null ? resolve(key) : reject(error)),
    );
  });
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Creates the checker of staff passwords. */
export function createPasswordVerifier(): PasswordVerifier {
  const takeTurn = createTurnstile(MAX_PARALLEL, MAX_WAITING);
  const noSalt = randomBytes(SALT_BYTES);
  return {
    derive: (password) =>
      takeTurn(async () => {
        const salt = randomBytes(SALT_BYTES);
        const key = await derivedKey(password, salt, COST, KEY_BYTES);
        const { memory, passes, parallelism } = COST;
        return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(key)}`;
      }),
    verify: (password, stored) =>
      takeTurn(async () => {
        const [, memory, passes, parallelism, salt = '', key = ''] = PHC.exec(stored ?? '') ?? [];
        if (memory === undefined) {
          await derivedKey(password, noSalt, COST, KEY_BYTES);
          return false;
        }
        const wanted = Buffer.from(key, 'base64');
        const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
        const found = await derivedKey(password, Buffer.from(salt, 'base64'), cost, wanted.byteLength);
        return timingSafeEqual(wanted, found);
      }),
  };
}
