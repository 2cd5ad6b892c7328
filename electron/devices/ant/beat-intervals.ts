import { BEAT_TICKS_PER_SECOND, type Beat } from './heart-rate-profile.ts';

/**
 * After a longer silence the beat time may have rolled over (every 64 s) an unknown number of
 * times, so the next message starts afresh.
 */
const LONGEST_GAP_MS = 60_000;
/** No heart rests longer between two beats (15 bpm): beats in between were not counted. */
const LONGEST_INTERVAL_MS = 4_000;
/** Page 4 carries the time of the beat before the last. */
const PAGE_WITH_PREVIOUS_BEAT = 4;

/** @returns the interval in milliseconds between two beat times, across the 64 s rollover */
export function ticksToMs(later: number, earlier: number): number {
  return (((later - earlier) & 0xffff) * 1_000) / BEAT_TICKS_PER_SECOND;
}

/**
 * Turns successive messages of one strap into the times between beats. A class, because its fields
 * change with every message and fields change in place, where captured variables are allocated anew.
 */
export class BeatIntervals {
  /** The toggle bit has been seen to change, so byte 0 is a page number. */
  paged = false;
  #heardMs = Number.NEGATIVE_INFINITY;
  #eventTime = 0;
  #count = 0;
  #toggle = -1;

  /**
   * Takes the next message.
   * @param beat its bytes 4–7
   * @param bytes buffer that holds its page
   * @param at index of the page's byte 0
   * @param nowMs monotonic time of arrival
   * @returns time between the last two beats in milliseconds; null when the message repeats a beat,
   *   is the first one, beats were missed and the page does not tell the last one's interval, or
   *   the time is no heart's
   */
  next(beat: Readonly<Beat>, bytes: Uint8Array, at: number, nowMs: number): number | null {
    const first = bytes[at]!;
    const bit = first & 0x80;
    if (this.#toggle >= 0 && bit !== this.#toggle) this.paged = true;
    this.#toggle = bit;
    const known = nowMs - this.#heardMs <= LONGEST_GAP_MS;
    const beats = (beat.count - this.#count) & 0xff;
    const before = this.#eventTime;
    this.#heardMs = nowMs;
    this.#eventTime = beat.eventTime;
    this.#count = beat.count;
    // A count that moved while the time stood still is a strap that started over.
    if (!known || beats === 0 || beat.eventTime === before) return null;
    if (beats === 1) return plausible(ticksToMs(beat.eventTime, before));
    if (!this.paged || (first & 0x7f) !== PAGE_WITH_PREVIOUS_BEAT) return null;
    return plausible(ticksToMs(beat.eventTime, bytes[at + 2]! | (bytes[at + 3]! << 8)));
  }
}

function plausible(intervalMs: number): number | null {
  return intervalMs <= LONGEST_INTERVAL_MS ? intervalMs : null;
}
