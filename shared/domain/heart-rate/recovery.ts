import { WANDER_BPM, withoutDips, withoutSpikes } from './held-rates.ts';

export const RECOVERY_FORMULA = 'recovery-60s@2';

const WINDOW_SECONDS = 60;
/** Seconds of the window that may be silent before the lowest rate in it means nothing. */
const ALLOWED_SILENCE_SECONDS = 15;

/**
 * Heart-rate recovery: the rate at the end of the hardest push minus the lowest in the 60 s after it
 * (as BEAT81 scores it: 180 to 157 is 23). The push ends at the last second that reaches the
 * session's highest rate. Both are rates the heart held: a spike of the strap is no push, and a
 * missed beat no rest.
 * @param bpm one value a second; 0 is silence
 * @returns beats per minute, or null when the minute after the peak was not heard, or nobody rested in it
 */
export function recoveryInSixtySeconds(bpm: Uint8Array): number | null {
  const held = withoutSpikes(bpm);
  const peak = held.reduce((highest, value) => Math.max(highest, value), 0);
  return peak === 0 ? null : recoveryAfter(bpm, held.lastIndexOf(peak));
}

/**
 * Recovery after a push that ended at a known second.
 * @returns null when that second is silent, the minute after it is missing or mostly silent, or the
 *   rate stayed where it was: somebody who trains on has not recovered by 3
 */
export function recoveryAfter(bpm: Uint8Array, pushEndSecond: number): number | null {
  const atEnd = withoutSpikes(bpm)[pushEndSecond];
  const after = withoutDips(bpm).subarray(pushEndSecond + 1, pushEndSecond + 1 + WINDOW_SECONDS);
  if (atEnd === undefined || atEnd === 0 || after.length < WINDOW_SECONDS) return null;
  const heard = after.filter((value) => value > 0);
  if (heard.length < WINDOW_SECONDS - ALLOWED_SILENCE_SECONDS) return null;
  const recovered = atEnd - heard.reduce((lowest, value) => Math.min(lowest, value), 255);
  return recovered > WANDER_BPM ? recovered : null;
}
