import { MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type {
  HeartRateSession,
  HeartRateTrace,
} from '../../../shared/domain/heart-rate/heart-rate-session.ts';
import type { HeartRateBlock } from '../store/tables/heart-rate-sessions.ts';

/** The longest session kept; a strap left on a shelf must not grow a trace for ever. Seconds. */
export const MAX_SESSION_SECONDS = 6 * 3_600;

/** A session under way: its whole trace in memory, whole minutes of it already in the store. */
export interface RunningSession {
  readonly session: HeartRateSession & { readonly device: string };
  /** Puts a reading into its second; the last of a second wins. Times before the open minute go to its start. */
  record(bpm: number, atMs: number): void;
  /** The blocks before `untilMs` that are not in the store yet; silent minutes give none. */
  unsavedBlocks(untilMs: number): HeartRateBlock[];
  /** Those blocks are committed. */
  markSaved(untilMs: number): void;
  /** The trace so far, from the session's start to the last reading. */
  trace(): HeartRateTrace;
  lastHeardAtMs(): number;
  lastBpm(): number | null;
}

/**
 * Goes on with a session.
 * @param session started at a whole second, so that a second never straddles two minutes
 * @param stored blocks that are in the store already
 */
export function createRunningSession(
  session: HeartRateSession & { readonly device: string },
  stored: readonly HeartRateBlock[],
): RunningSession {
  const { startedAtMs } = session;
  let seconds = new Uint8Array(1_024);
  /** Seconds of the trace in use. */
  let length = 0;
  /** First second that is not in the store. */
  let unsaved = 0;

  const put = (second: number, bpm: number): void => {
    if (second >= MAX_SESSION_SECONDS) return;
    if (second >= seconds.length) {
      const grown = new Uint8Array(Math.min(MAX_SESSION_SECONDS, Math.max(second + 1, seconds.length * 2)));
      grown.set(seconds);
      seconds = grown;
    }
    seconds[second] = bpm;
    length = Math.max(length, second + 1);
  };
  const secondOf = (atMs: number): number => Math.floor((atMs - startedAtMs) / SECOND_MS);

  for (const block of stored) {
    const first = secondOf(block.startedAtMs);
    block.bpm.forEach((bpm, index) => put(first + index, bpm));
    unsaved = first + block.bpm.length;
  }

  return {
    session,
    record: (bpm, atMs) => put(Math.max(unsaved, secondOf(atMs)), bpm),
    unsavedBlocks(untilMs) {
      const blocks: HeartRateBlock[] = [];
      const end = Math.min(length, secondOf(untilMs));
      let first = unsaved;
      while (first < end) {
        const blockStartMs = startedAtMs + first * SECOND_MS;
        const minuteEndMs = (Math.floor(blockStartMs / MINUTE_MS) + 1) * MINUTE_MS;
        const blockEnd = Math.min(end, secondOf(minuteEndMs));
        const bpm = seconds.slice(first, blockEnd);
        if (bpm.some((value) => value > 0)) blocks.push({ startedAtMs: blockStartMs, bpm });
        first = blockEnd;
      }
      return blocks;
    },
    markSaved: (untilMs) => void (unsaved = Math.max(unsaved, Math.min(length, secondOf(untilMs)))),
    trace: () => ({ startedAtMs, bpm: seconds.subarray(0, length) }),
    lastHeardAtMs: () => startedAtMs + Math.max(0, length - 1) * SECOND_MS,
    lastBpm: () => (length === 0 ? null : (seconds[length - 1] ?? null)),
  };
}
