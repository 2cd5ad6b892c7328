export const RECOVERY_FORMULA = 'recovery-60s@1';

const WINDOW_SECONDS = 60;
/** Seconds of the window that may be silent before the lowest rate in it means nothing. */
const ALLOWED_SILENCE_SECONDS = 15;

/**
 * Heart-rate recovery: the rate at the end of the hardest push minus the lowest in the 60 s after it
 * (as BEAT81 scores it: 180 to 157 is 23). The push ends at the last second that reaches the
 * session's highest rate.
 * @param bpm one value a second; 0 is silence
 * @returns beats per minute, or null when the minute after the peak was not heard
 */
export function recoveryInSixtySeconds(bpm: Uint8Array): number | null {
  const peak = bpm.reduce((highest, value) => Math.max(highest, value), 0);
  if (peak === 0) return null;
  return recoveryAfter(bpm, bpm.lastIndexOf(peak));
}

/**
 * Recovery after a push that ended at a known second.
 * @returns null when that second is silent or the minute after it is missing or mostly silent
 */
export function recoveryAfter(bpm: Uint8Array, pushEndSecond: number): number | null {
  const atEnd = bpm[pushEndSecond];
  const after = bpm.subarray(pushEndSecond + 1, pushEndSecond + 1 + WINDOW_SECONDS);
  if (atEnd === undefined || atEnd === 0 || after.length < WINDOW_SECONDS) return null;
  const heard = after.filter((value) => value > 0);
  if (heard.length < WINDOW_SECONDS - ALLOWED_SILENCE_SECONDS) return null;
  return Math.max(0, atEnd - heard.reduce((lowest, value) => Math.min(lowest, value), 255));
}
