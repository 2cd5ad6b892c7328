/**
 * Tells keys typed by a reader from keys typed by a person, by their speed.
 *
 * A USB reader types a key every 2 to 40 ms: it is asked every 1 to 10 ms and sends press and release.
 * A person may press two keys that close together, rolling from one to the next, but not four in a
 * row: that would be more than 200 words a minute. (Dhakal et al., "Observations on Typing from 136
 * Million Keystrokes", CHI 2018, has 120 words a minute for the fastest of 168,000 people.)
 */

/** A key that follows within this time may be the reader's next. A person's key reaches the page this much late. */
export const KEY_GAP_MS = 50;
/** This many keys in such a row are a reader's. No code is shorter. */
export const READER_KEYS = 4;
/** Once it is known to be a reader, a pause this long is a busy computer and not the end of the code. */
export const STALL_MS = 150;
/**
 * Keys that are still held this much later than somebody was to look at them: the process was held up,
 * and how long ago the next key was really pressed is not known. It counts as the reader's next then.
 */
const HELD_UP_MS = 25;
/** More keys than the longest code; beyond it they are handed on in portions, so that none is lost unseen. */
export const MAX_HELD_KEYS = 150;

export interface KeyBurst<Key> {
  /** A key that types a character. It is held back until it is known whose it is. */
  press(key: Key, nowMs: number): void;
  /**
   * A code is handed on once nothing followed its end: one that has line ends within is one code still.
   * @returns true when the key ended a code and is the reader's; false when it is a person's and nothing is held any more
   */
  pressEnd(key: Key, nowMs: number): boolean;
  /** Any other key: what is held goes first. */
  pressOther(nowMs: number): void;
  /**
   * Looks whether the reader or the person has stopped.
   * @returns when to look again, and to be punctual about it; null while nothing is held
   */
  look(nowMs: number): number | null;
}

/** Where keys go. Every key goes to exactly one of the two, in the order in which they were pressed. */
export interface KeyDestinations<Key> {
  person(keys: readonly Key[]): void;
  /** @param isWhole the keys are a code and its end; otherwise it was broken off or is too long */
  reader(keys: readonly Key[], isWhole: boolean): void;
}

/** Sorts keys. All times are monotonic milliseconds. */
export function createKeyBurst<Key>(to: KeyDestinations<Key>): KeyBurst<Key> {
  let held: Key[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  let isReader = false;
  /** Part of this code was handed on already: what remains is not a code of its own. */
  let isTooLong = false;
  /** The last key of the reader's ended a code … */
  let isEnded = false;
  /** … and one before it did too: the reader's code has line ends within. */
  let isBroken = false;
  let endedMs = Number.NEGATIVE_INFINITY;
  /** This process was held up since the last key, and what waited behind had its chance. */
  let hasWaited = false;

  const patienceMs = (): number => (isReader && !isEnded ? STALL_MS : KEY_GAP_MS);
  const dueMs = (): number => lastMs + patienceMs();

  const settle = (): void => {
    const keys = held;
    const wasReader = isReader;
    const isWhole = isEnded && !isBroken && !isTooLong;
    held = [];
    isReader = isTooLong = isEnded = isBroken = false;
    if (keys.length === 0) return;
    if (wasReader) to.reader(keys, isWhole);
    else to.person(keys);
  };

  /** @returns false when it is not known whether the pause was real; true once, and again after the next key */
  const settleWhenDue = (nowMs: number): boolean => {
    const lateMs = nowMs - dueMs();
    if ((held.length === 0 && !isReader) || lateMs <= 0) return true;
    if (lateMs > HELD_UP_MS && !hasWaited) {
      hasWaited = true;
      return false;
    }
    settle();
    return true;
  };

  const hold = (key: Key, nowMs: number): void => {
    held.push(key);
    lastMs = nowMs;
    hasWaited = false;
  };

  return {
    press(key, nowMs) {
      settleWhenDue(nowMs);
      isBroken ||= isEnded;
      isEnded = false;
      hold(key, nowMs);
      if (held.length >= READER_KEYS) isReader = true;
      if (held.length < MAX_HELD_KEYS) return;
      to.reader(held, false);
      held = [];
      isTooLong = true;
    },
    pressEnd(key, nowMs) {
      settleWhenDue(nowMs);
      if (isReader) {
        endedMs = nowMs;
        // Readers set to end with CR LF press a second key; it belongs to the code before.
        if (isEnded) lastMs = nowMs;
        else hold(key, nowMs);
        isEnded = true;
        return true;
      }
      if (held.length === 0 && nowMs - endedMs <= STALL_MS) return true;
      settle();
      return false;
    },
    pressOther(nowMs) {
      settleWhenDue(nowMs);
      settle();
    },
    look(nowMs) {
      if (!settleWhenDue(nowMs)) return nowMs + KEY_GAP_MS;
      return held.length > 0 || isReader ? dueMs() : null;
    },
  };
}
