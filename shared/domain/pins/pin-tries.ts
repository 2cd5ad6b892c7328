import { MINUTE_MS, SECOND_MS } from '../../base/clock.ts';

/** So many wrong PINs in a row, and no PIN is looked at any more until staff unlock it. The card still works. */
export const MOST_FAILED_TRIES = 10;
/** The wait after the first wrong PIN; each further one doubles it … */
const FIRST_WAIT_MS = SECOND_MS;
/** … up to this. */
const LONGEST_WAIT_MS = MINUTE_MS;

/** Tries of one kiosk in a minute, whoever's number is typed: more than a queue of members needs. */
export const KIOSK_TRIES_PER_MINUTE = 10;
const MS_PER_KIOSK_TRY = MINUTE_MS / KIOSK_TRIES_PER_MINUTE;

/** Wrong PINs typed with one number since its last right one. */
export interface MemberPinTries {
  readonly failed: number;
  /** No PIN is looked at before. */
  readonly waitUntilMs: number;
}

export const NO_MEMBER_TRIES: MemberPinTries = { failed: 0, waitUntilMs: 0 };

/** How long to wait after so many wrong PINs in a row, milliseconds: 1, 2, 4 … 60 seconds. */
export function waitAfter(failed: number): number {
  return failed === 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failed - 1));
}

/** The count with one more wrong PIN, as it stands from the moment a PIN is typed until it proves right. */
export function countMemberTry(tries: MemberPinTries, nowMs: number): MemberPinTries {
  const failed = tries.failed + 1;
  return { failed, waitUntilMs: nowMs + waitAfter(failed) };
}

export function isPinLocked(tries: MemberPinTries): boolean {
  return tries.failed >= MOST_FAILED_TRIES;
}

/** Until when no PIN is looked at, or null. A clock that was set back makes nobody wait longer than ever. */
export function waitingUntil(tries: MemberPinTries, nowMs: number): number | null {
  return tries.waitUntilMs <= nowMs ? null : Math.min(tries.waitUntilMs, nowMs + LONGEST_WAIT_MS);
}

/** What the kiosk's bucket of tries came to: when it is full again, or when the next try fits. */
export type KioskTry =
  { readonly taken: true; readonly fullAtMs: number } | { readonly taken: false; readonly nextAtMs: number };

/**
 * Takes a try out of the kiosk's bucket, which holds `KIOSK_TRIES_PER_MINUTE` and fills in a minute.
 * One number says how full it is (the generic cell rate algorithm of ITU-T I.371).
 * @param fullAtMs when the bucket is full; 0 for one that never was used
 */
export function takeKioskTry(fullAtMs: number, nowMs: number): KioskTry {
  // No further ahead than an empty bucket is, whatever the clock was set to.
  const full = Math.min(Math.max(fullAtMs, nowMs), nowMs + MINUTE_MS) + MS_PER_KIOSK_TRY;
  return full - nowMs <= MINUTE_MS
    ? { taken: true, fullAtMs: full }
    : { taken: false, nextAtMs: full - MINUTE_MS };
}
