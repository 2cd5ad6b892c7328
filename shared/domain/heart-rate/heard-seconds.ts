/** A silence up to this long is carried over with the rate before it; a longer one is left out. Seconds. */
export const LONGEST_BRIDGED_GAP_SECONDS = 5;

/** Rates a strap can truthfully say, bpm; anything else in a trace is silence. */
const BELIEVABLE = { min: 25, max: 240 };

/** A trace with its short silences bridged and its long ones left at 0. */
export interface HeardSeconds {
  /** Once a second; 0 where the trace stays silent. */
  readonly bpm: Uint8Array;
  /** Seconds that were really heard. */
  readonly heard: number;
  /** Mean of what was really heard, bpm; bridged seconds repeat a rate and would weigh it twice. Null for nothing. */
  readonly averageBpm: number | null;
  /** Seconds that count: heard or bridged. */
  readonly counted: number;
}

/**
 * Decides which seconds of a trace count. The minute rules of effort points say nothing about lost
 * seconds; ours: a gap of at most 5 s between two heard seconds takes the rate before it, a longer
 * one counts nowhere.
 */
export function heardSeconds(trace: Uint8Array): HeardSeconds {
  const bpm = new Uint8Array(trace.length);
  let heard = 0;
  let counted = 0;
  let beats = 0;
  let lastHeardAt = -1;
  for (const [second, value] of trace.entries()) {
    if (value < BELIEVABLE.min || value > BELIEVABLE.max) continue;
    const silence = second - lastHeardAt - 1;
    if (lastHeardAt >= 0 && silence > 0 && silence <= LONGEST_BRIDGED_GAP_SECONDS) {
      bpm.fill(bpm[lastHeardAt] ?? 0, lastHeardAt + 1, second);
      counted += silence;
    }
    bpm[second] = value;
    heard += 1;
    beats += value;
    counted += 1;
    lastHeardAt = second;
  }
  return { bpm, heard, averageBpm: heard === 0 ? null : beats / heard, counted };
}
