import { BEAT_TICKS_PER_SECOND, type Beat } from './heart-rate-profile.ts';

/**
 * After a longer silence the beat time may have rolled over (every 64 s) an unknown number of
 * times, so the next message starts afresh.
 */
const LONGEST_GAP_MS = 60_000;
/** Page 4 carries the time of the beat before the last. */
const PAGE_WITH_PREVIOUS_BEAT = 4;

/** Turns successive messages of one strap into the times between beats. */
export interface BeatIntervals {
  /**
   * Takes the next message.
   * @param beat its bytes 4–7
   * @param bytes buffer that holds its page
   * @param at index of the page's byte 0
   * @param nowMs monotonic time of arrival
   * @returns time between the last two beats in milliseconds; null when the message repeats a beat,
   *   is the first one, or beats were missed and the page does not tell the last one's interval
   */
  next(beat: Readonly<Beat>, bytes: Uint8Array, at: number, nowMs: number): number | null;
  /** The toggle bit has been seen to change, so byte 0 is a page number. */
  readonly paged: boolean;
}

/** @returns the interval in milliseconds between two beat times, across the 64 s rollover */
export function ticksToMs(later: number, earlier: number): number {
  return (((later - earlier) & 0xffff) * 1_000) / BEAT_TICKS_PER_SECOND;
}

/** Beat intervals of one strap. */
export function createBeatIntervals(): BeatIntervals {
  let heardMs = Number.NEGATIVE_INFINITY;
  let eventTime = 0;
  let count = 0;
  let toggle = -1;
  let paged = false;
  return {
    next(beat, bytes, at, nowMs) {
      const first = bytes[at]!;
      const bit = first & 0x80;
      if (toggle >= 0 && bit !== toggle) paged = true;
      toggle = bit;
      const known = nowMs - heardMs <= LONGEST_GAP_MS;
      const beats = (beat.count - count) & 0xff;
      const interval = ticksToMs(beat.eventTime, eventTime);
      heardMs = nowMs;
      eventTime = beat.eventTime;
      count = beat.count;
      // A count that moved while the time stood still is a strap that started over.
      if (!known || beats === 0 || interval === 0) return null;
      if (beats === 1) return interval;
      if (!paged || (first & 0x7f) !== PAGE_WITH_PREVIOUS_BEAT) return null;
      return ticksToMs(beat.eventTime, bytes[at + 2]! | (bytes[at + 3]! << 8));
    },
    get paged() {
      return paged;
    },
  };
}
