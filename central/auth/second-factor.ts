import { Secret, TOTP } from 'otpauth';
import { SECOND_MS } from '../../shared/base/clock.ts';

/** What every authenticator app takes: SHA-1, six digits, 30 s. */
const PERIOD_S = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Codes of the step before and after are taken, too: a phone's clock is a little off. */
const WINDOW = 1;

/** A new secret, in base32 as apps show it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

function totpOf(secret: string, label = '', issuer = ''): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });
}

/** The address behind the QR code that an app scans. */
export function totpAddress(secret: string, account: string, gymName: string): string {
  return totpOf(secret, account, gymName).toString();
}

/**
 * The time step whose code this is.
 * @returns null where it is no code of about now; a step may be used once, which the caller sees to
 */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? null : Math.floor(nowMs / SECOND_MS / PERIOD_S) + delta;
}
