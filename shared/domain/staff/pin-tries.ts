import { HOUR_MS, SECOND_MS } from '../../base/clock.ts';

/** Wrong PINs that cost nothing but another try. */
export const FREE_PIN_TRIES = 5;
/** The wait after the last of them; each further wrong PIN doubles it … */
const FIRST_LOCK_MS = 60 * SECOND_MS;
/** … up to this: two dozen guesses a day are no danger to eight digits, and somebody may be waiting. */
const LONGEST_LOCK_MS = HOUR_MS;

/** Wrong PINs of one account since its last right one. */
export interface PinTries {
  readonly failed: number;
  /** No PIN is looked at before; null when there is nothing to wait for. */
  readonly lockedUntilMs: number | null;
}

export const NO_TRIES: PinTries = { failed: 0, lockedUntilMs: null };

/** How long to wait after so many wrong PINs in a row, milliseconds; 0 while tries are free. */
export function lockAfter(failed: number): number {
  if (failed < FREE_PIN_TRIES) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (failed - FREE_PIN_TRIES));
}

/** Until when no PIN is looked at, or null. A clock that was set back locks for no longer than ever. */
export function lockedUntil(tries: PinTries, nowMs: number): number | null {
  const { lockedUntilMs } = tries;
  if (lockedUntilMs === null || lockedUntilMs <= nowMs) return null;
  return Math.min(lockedUntilMs, nowMs + LONGEST_LOCK_MS);
}

/** The count with one more wrong PIN, as it stands from the moment a PIN is typed until it proves right. */
export function countTry(tries: PinTries, nowMs: number): PinTries {
  const failed = tries.failed + 1;
  const lockMs = lockAfter(failed);
  return { failed, lockedUntilMs: lockMs === 0 ? null : nowMs + lockMs };
}

/** Wrong PINs still possible before a wait. */
export function triesLeft(tries: PinTries): number {
  return Math.max(0, FREE_PIN_TRIES - tries.failed);
}
