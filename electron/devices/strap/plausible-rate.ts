/** Heart rates a person can have; a strap's own "invalid" is 0. */
export const LOWEST_BPM = 25;
export const HIGHEST_BPM = 240;

export type RateFault = 'no_contact' | 'implausible';

/** Why a rate is not a person's heart rate, or null when it may be. */
export function rateFault(bpm: number): RateFault | null {
  if (bpm === 0) return 'no_contact';
  return bpm < LOWEST_BPM || bpm > HIGHEST_BPM ? 'implausible' : null;
}
