import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../shared/base/clock.ts';

/** Wrong secrets in a row that cost nothing: a person who mistypes. */
const FREE_ATTEMPTS = 5;
/** From here on a person would ask the front desk, and only a program goes on. */
const MAX_QUICK_ATTEMPTS = 10;
const LONG_WAIT_MS = 15 * MINUTE_MS;
/** The longest wait there is. */
export const MAX_WAIT_MS = DAY_MS;
/** Of a place where the account was signed in to before: nobody is kept out for long where they belong. */
const MAX_KNOWN_WAIT_MS = LONG_WAIT_MS;
/** So many more all strangers together may try before the next one has to wait. */
const STRANGERS_MORE = 15;

/**
 * How long a source is closed after its last wrong secret: 1, 2, 4, 8, 16 s from the fifth on, a
 * quarter of an hour from the tenth, doubling up to a day. A four-digit PIN then outlasts 10,000
 * guesses by years.
 * @param failedCount wrong secrets in a row
 */
export function waitAfterFailuresMs(failedCount: number): number {
  if (failedCount < FREE_ATTEMPTS) return 0;
  if (failedCount < MAX_QUICK_ATTEMPTS) return SECOND_MS * 2 ** (failedCount - FREE_ATTEMPTS);
  return Math.min(LONG_WAIT_MS * 2 ** Math.min(failedCount - MAX_QUICK_ATTEMPTS, 20), MAX_WAIT_MS);
}

/** The same for a place where the account was signed in to before: never more than a quarter of an hour. */
export function waitAtKnownSourceMs(failedCount: number): number {
  return Math.min(waitAfterFailuresMs(failedCount), MAX_KNOWN_WAIT_MS);
}

/** The same for whoever never got in, counted together: a guesser with a thousand addresses is one guesser. */
export function waitOfStrangersMs(failedCount: number): number {
  return waitAfterFailuresMs(failedCount - STRANGERS_MORE);
}
