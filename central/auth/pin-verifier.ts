import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { formatPinRecord, readPinRecord } from '../../shared/domain/pins/pin-record.ts';
import { createTurnstile } from './turnstile.ts';

/**
 * Cost of one PIN check: N = 2^13, r = 8, p = 1 takes 8 MiB and about 25 ms on a small server. A PIN
 * has so few digits that no cost makes a stolen table safe; the cost and the attempt limit together
 * make guessing over the network pointless.
 */
const COST = { N: 8_192, r: 8, p: 1 } satisfies ScryptOptions;
/** For PINs that anybody may know: a demo gym has hundreds and should be ready in seconds. */
const OPEN_COST = { N: 256, r: 8, p: 1 } satisfies ScryptOptions;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** At most this many checks run at once, so that sign-ins cannot take all memory or all threads. */
const MAX_PARALLEL = 2;
/** Further callers wait in line up to this many; beyond it the caller is told to come back. */
const MAX_WAITING = 64;

export interface PinVerifier {
  /** Text to store for a PIN: `scrypt$N$r$p$salt$key`, base64url, a new salt each time. */
  derive(pin: string): Promise<string>;
  /** The same for a PIN that is no secret, a hundredth of the work. */
  deriveOpenly(pin: string): Promise<string>;
  /**
   * Whether the PIN fits what is stored. With `null` (nobody has that number, or no PIN was set) it
   * says no. The work is the same whatever is stored, so that the time tells nothing.
   * @throws TurnstileOverloaded when MAX_WAITING checks are in line already
   */
  verify(pin: string, stored: string | null): Promise<boolean>;
}

function scryptKey(pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

async function deriveAt(cost: typeof COST | typeof OPEN_COST, pin: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await scryptKey(pin, salt, cost);
  return formatPinRecord({ cost, salt: salt.toString('base64url'), key: key.toString('base64url') });
}

/**
 * Creates the checker of member PINs.
 * @param maxWaiting callers that may stand in line; more for a batch that was counted beforehand
 */
export function createPinVerifier({ maxWaiting = MAX_WAITING }: { maxWaiting?: number } = {}): PinVerifier {
  const takeTurn = createTurnstile(MAX_PARALLEL, maxWaiting);
  const noSalt = randomBytes(SALT_BYTES);
  return {
    derive: (pin) => takeTurn(() => deriveAt(COST, pin)),
    deriveOpenly: (pin) => takeTurn(() => deriveAt(OPEN_COST, pin)),
    verify: (pin, stored) =>
      takeTurn(async () => {
        const known = stored === null ? null : readPinRecord(stored);
        if (known?.cost.N !== COST.N) await scryptKey(pin, noSalt, COST);
        if (known === null) return false;
        const key = await scryptKey(pin, Buffer.from(known.salt, 'base64url'), known.cost);
        return timingSafeEqual(Buffer.from(known.key, 'base64url'), key);
      }),
  };
}
