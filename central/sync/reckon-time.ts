import { DAY_MS, MINUTE_MS } from '../../shared/base/clock.ts';

/** A clock is right within this: requests take their time, and clocks drift. */
export const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;
/** Older than any backlog a kiosk can hold (90 days), by enough to take in records of earlier years. */
const MAX_AGE_MS = 3_650 * DAY_MS;

/** What is known of the time a fact names. */
export interface FactTime {
  /**
   * `corrected` by the error of the clock that its kiosk had when it delivered the fact; `doubted` where
   * not even that explains the time. Null where the clock can be believed.
   */
  readonly clock: 'corrected' | 'doubted' | null;
  /** When it is taken to have happened. */
  readonly countedAtMs: number;
  /** Where it stands among facts that contradict each other: the later one counts. */
  readonly orderedAtMs: number;
}

/**
 * How far a kiosk's clock is ahead of central's; 0 within the tolerance, and where the kiosk did not say.
 * @param sentAtMs what that clock said when the facts were sent
 */
export function clockErrorMs(sentAtMs: number | null, nowMs: number): number {
  if (sentAtMs === null || Math.abs(sentAtMs - nowMs) <= CLOCK_TOLERANCE_MS) return 0;
  return sentAtMs - nowMs;
}

/**
 * When a fact happened, as far as central can believe its kiosk's clock. No clock moves a fact into the
 * future, or into a time before there was a kiosk: such a fact counts from when it was taken, and as the
 * word of a clock that nobody can vouch for it overrules nothing that is known already.
 * @param errorMs how far the clock is ahead, 0 for a right one
 */
export function reckonTime(happenedAtMs: number, errorMs: number, nowMs: number): FactTime {
  const isPossible = (atMs: number): boolean =>
    atMs >= nowMs - MAX_AGE_MS && atMs <= nowMs + CLOCK_TOLERANCE_MS;
  const correctedMs = happenedAtMs - errorMs;
  if (errorMs !== 0 && isPossible(correctedMs)) {
    const atMs = Math.min(correctedMs, nowMs);
    return { clock: 'corrected', countedAtMs: atMs, orderedAtMs: atMs };
  }
  if (!isPossible(happenedAtMs)) return { clock: 'doubted', countedAtMs: nowMs, orderedAtMs: 0 };
  return { clock: null, countedAtMs: happenedAtMs, orderedAtMs: Math.min(happenedAtMs, nowMs) };
}
