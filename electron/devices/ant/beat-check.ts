import { BEAT_TICKS_PER_SECOND, type Beat } from './heart-rate-profile.ts';

/**
 * A second check behind the message's 8-bit XOR, which misses every even number of flips in one
 * column. It only acts while the line is known to damage bytes, and only against a strap whose
 * messages have followed from each other so far, so a healthy line never loses a message to it.
 *
 * A message that does not follow is held. When the strap's next message follows from the held one,
 * both count; when it follows from the ones before, the held one was damaged and is dropped.
 */
export type Verdict =
  | 'accept'
  /** Keep the message back until the strap's next one. */
  | 'hold'
  /** The message held before was right after all: give it first, then this one. */
  | 'release'
  /** The message held before was damaged; this one is right. */
  | 'drop_held'
  /** Neither fits: the held one is dropped, this one held. */
  | 'drop_held_and_hold';

/** Times between beats that a heart can have: 205 ticks is 300 bpm, 3072 ticks is 20 bpm. */
const SHORTEST_BEAT_TICKS = 205;
const LONGEST_BEAT_TICKS = 3_072;
/** Messages lost in a row that the check bridges; 32 beats are at least ten seconds of exercise. */
const MOST_BEATS_BETWEEN = 32;
const TICKS_PER_MINUTE = 60 * BEAT_TICKS_PER_SECOND;
/** Consecutive messages that followed from each other before a strap is trusted: one second of them. */
const TRUST_FROM = 4;
const MOST_TRUST = 16;
/** A strap silent for longer may have been taken off and on. */
const FRESH_MS = 5_000;
/** Straps smooth their computed rate: what it moves with one beat, and with each further one. */
const BPM_STEP = 3;
const BPM_STEP_PER_FURTHER_BEAT = 2;
const MOST_BPM_STEP = 12;

/** True when `next` can be the same strap's next message after `previous`: same beat, or a heart's pace later. */
export function follows(previous: Readonly<Beat>, next: Readonly<Beat>): boolean {
  const beats = (next.count - previous.count) & 0xff;
  const ticks = (next.eventTime - previous.eventTime) & 0xffff;
  if (beats === 0) return ticks === 0;
  if (beats > MOST_BEATS_BETWEEN) return false;
  return ticks >= beats * SHORTEST_BEAT_TICKS && ticks <= beats * LONGEST_BEAT_TICKS;
}

/** True when the computed rate may move from one to the other: not at all within a beat, slowly with each. */
export function paceFollows(previous: Readonly<Beat>, next: Readonly<Beat>): boolean {
  const beats = (next.count - previous.count) & 0xff;
  const step = beats === 0 ? 0 : Math.min(MOST_BPM_STEP, BPM_STEP + (beats - 1) * BPM_STEP_PER_FURTHER_BEAT);
  return Math.abs(next.bpm - previous.bpm) <= step;
}

/**
 * How far the pace of the beats between two messages is from the rate that the later one states:
 * 0.5 is half as fast again or more. 0 for the same beat told twice.
 */
function paceMisfit(previous: Readonly<Beat>, next: Readonly<Beat>): number {
  const beats = (next.count - previous.count) & 0xff;
  const ticks = (next.eventTime - previous.eventTime) & 0xffff;
  return beats === 0 ? 0 : Math.abs((ticks * next.bpm) / (beats * TICKS_PER_MINUTE) - 1);
}

/** True when `next` goes on from `held` better than from `last`: by the beats' pace, else by the rate. */
function isNearer(held: Readonly<Beat>, last: Readonly<Beat>, next: Readonly<Beat>): boolean {
  const closer = paceMisfit(last, next) - paceMisfit(held, next);
  return closer === 0 ? Math.abs(next.bpm - held.bpm) < Math.abs(next.bpm - last.bpm) : closer > 0;
}

function copy(from: Readonly<Beat>, to: Beat): void {
  to.eventTime = from.eventTime;
  to.count = from.count;
  to.bpm = from.bpm;
}

function followsWell(previous: Readonly<Beat>, next: Readonly<Beat>): boolean {
  return follows(previous, next) && paceFollows(previous, next);
}

/** The check of one strap. A class for the same reason as `BeatIntervals`. */
export class BeatCheck {
  /** A message is being held since this time, or null. */
  heldSinceMs: number | null = null;
  /** At least one message was accepted. */
  known = false;
  readonly #last: Beat = { eventTime: 0, count: 0, bpm: 0 };
  readonly #held: Beat = { eventTime: 0, count: 0, bpm: 0 };
  #heardMs = Number.NEGATIVE_INFINITY;
  #trust = 0;

  /** The last accepted message. */
  get last(): Readonly<Beat> {
    return this.#last;
  }

  /**
   * Judges the strap's next message.
   * @param wary the line has damaged bytes lately
   * @param nowMs monotonic time of arrival
   */
  judge(beat: Readonly<Beat>, wary: boolean, nowMs: number): Verdict {
    if (this.heldSinceMs !== null) return this.#resolve(beat, nowMs);
    const followed = this.known && follows(this.#last, beat);
    const trusted = this.#trust >= TRUST_FROM && nowMs - this.#heardMs <= FRESH_MS;
    if (wary && trusted && !(followed && paceFollows(this.#last, beat))) {
      this.holdFirst(beat, nowMs);
      return 'hold';
    }
    this.#accept(beat, followed, nowMs);
    return 'accept';
  }

  /** Starts with a message that is to be confirmed by the next one. */
  holdFirst(beat: Readonly<Beat>, nowMs: number): void {
    copy(beat, this.#held);
    this.heldSinceMs = nowMs;
  }

  /** The held message was never confirmed. */
  forgetHeld(): void {
    this.heldSinceMs = null;
  }

  #accept(beat: Readonly<Beat>, followed: boolean, nowMs: number): void {
    this.#trust = followed ? Math.min(MOST_TRUST, this.#trust + 1) : 0;
    this.known = true;
    this.#heardMs = nowMs;
    copy(beat, this.#last);
  }

  #resolve(beat: Readonly<Beat>, nowMs: number): Verdict {
    const fitsLast = this.known && followsWell(this.#last, beat);
    const fitsHeld = followsWell(this.#held, beat);
    // Both may fit: the damage was small, or the last one was damaged itself.
    const heldIsNearer = isNearer(this.#held, this.#last, beat);
    if (fitsHeld && (!fitsLast || heldIsNearer)) {
      this.heldSinceMs = null;
      this.#accept(beat, true, nowMs);
      return 'release';
    }
    if (fitsLast) {
      this.heldSinceMs = null;
      this.#accept(beat, true, nowMs);
      return 'drop_held';
    }
    this.#trust = 0;
    this.holdFirst(beat, nowMs);
    return 'drop_held_and_hold';
  }
}
