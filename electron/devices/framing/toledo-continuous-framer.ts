import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';
import { CR, STX } from './line-framer.ts';

/** STX, three status words, six digits of weight, six of tare, CR, check character, and what may follow it. */
const LONGEST_FRAME_BYTES = 20;
const WEIGHT_AT = 4;
/** Where the CR stands without the tare (the short form) and with it. */
const SHORT_END = 10;
const FULL_END = 16;
/** A line whose frames had check characters may lose one now and then; this many without mean that it was set anew. */
const UNCHECKED_IN_A_ROW = 8;

type Verdict =
  /** More bytes are needed. */
  | { readonly type: 'wait' }
  /** No frame begins here. */
  | { readonly type: 'none' }
  | { readonly type: 'frame'; readonly end: number; readonly length: number; readonly isChecked: boolean }
  | { readonly type: 'damaged'; readonly length: number };

const isDigitOrBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x30 && byte <= 0x39);

/** The two's complement of the seven low bits of the sum of all characters up to and including the CR. */
export function toledoCheck(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0x7f;
}

/** Where the CR of a frame stands that begins with these bytes; null where none can begin here. */
function findEnd(bytes: Uint8Array): number | 'wait' | null {
  // The first status word always has one of two bits set; the others may look like anything, STX and CR included.
  if (bytes.length > 1 && bytes[1]! < 0x20) return null;
  for (let at = WEIGHT_AT; at <= FULL_END; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return 'wait';
    if (byte === CR && (at === SHORT_END || at === FULL_END)) return at;
    if (at === FULL_END || !isDigitOrBlank(byte)) return null;
  }
  return null;
}

/** What begins with the STX that these bytes begin with. */
function judge(bytes: Uint8Array): Verdict {
  const end = findEnd(bytes);
  if (end === null) return { type: 'none' };
  if (end === 'wait') return { type: 'wait' };
  const next = bytes[end + 1];
  if (next === undefined) return { type: 'wait' };
  const isFitting = next === toledoCheck(bytes.subarray(0, end + 1));
  if (next !== STX) {
    const length = end + 2;
    return isFitting ? { type: 'frame', end, length, isChecked: true } : { type: 'damaged', length };
  }
  // A check character may be an STX; the next frame's own follows then.
  const afterNext = bytes[end + 2];
  if (afterNext === undefined) return { type: 'wait' };
  if (afterNext !== STX) return { type: 'frame', end, length: end + 1, isChecked: false };
  return isFitting
    ? { type: 'frame', end, length: end + 2, isChecked: true }
    : { type: 'damaged', length: end + 2 };
}

/**
 * Cuts Mettler Toledo's continuous output into frames: the text between STX and CR, bit 7 cleared. Frames have their
 * places and no escapes, so they are found by their form; check characters are checked where the scale sends them, and
 * on a line that has them a frame without is damaged. A frame without tare counts unchecked where the one before had none
 * either: a full one that lost its tare looks the same.
 */
export function createToledoContinuousFramer(): Framer<string> {
  let bytes = new Uint8Array(0);
  let stray = 0;
  let hasChecks = false;
  let uncheckedInRow = 0;
  let lastEnd = 0;

  function drop(reason: DiscardReason, count: number, emit: Emit<string>): void {
    if (stray > 0) emit({ type: 'discarded', reason: 'framing', bytes: stray });
    stray = 0;
    if (count > 0) emit({ type: 'discarded', reason, bytes: count });
  }

  function dropStray(count: number, emit: Emit<string>): void {
    stray += count;
    // Told in portions, so that endless noise shows up while it lasts.
    if (stray >= LONGEST_FRAME_BYTES) drop('framing', 0, emit);
  }

  function mayTake(end: number, isChecked: boolean): boolean {
    const isAsBefore = end === lastEnd;
    lastEnd = end;
    if (isChecked) {
      hasChecks = true;
      uncheckedInRow = 0;
      return true;
    }
    uncheckedInRow += 1;
    if (uncheckedInRow >= UNCHECKED_IN_A_ROW) hasChecks = false;
    return !hasChecks && (end === FULL_END || isAsBefore);
  }

  function take(end: number, isChecked: boolean, emit: Emit<string>): void {
    if (mayTake(end, isChecked)) {
      drop('framing', 0, emit);
      emit({ type: 'frame', frame: String.fromCharCode(...bytes.subarray(1, end)) });
    } else drop('checksum', end + 1, emit);
  }

  function settle(emit: Emit<string>): void {
    while (bytes.length > 0) {
      const start = bytes.indexOf(STX);
      const skipped = start === -1 ? bytes.length : start;
      dropStray(skipped, emit);
      bytes = bytes.slice(skipped);
      const verdict: Verdict = bytes.length === 0 ? { type: 'wait' } : judge(bytes);
      if (verdict.type === 'wait') return;
      if (verdict.type === 'frame') take(verdict.end, verdict.isChecked, emit);
      else if (verdict.type === 'damaged') drop('checksum', verdict.length, emit);
      else dropStray(1, emit);
      bytes = bytes.slice(verdict.type === 'none' ? 1 : verdict.length);
    }
  }

  /** A whole frame that nothing follows had no check character. */
  function takeLast(emit: Emit<string>): void {
    const end = bytes.length === 0 ? null : findEnd(bytes);
    if (typeof end !== 'number') return;
    const isChecked = bytes[end + 1] === toledoCheck(bytes.subarray(0, end + 1));
    take(end, isChecked, emit);
    bytes = bytes.slice(end + (isChecked ? 2 : 1));
  }

  return {
    push(chunk, emit) {
      for (let index = 0; index < chunk.length; index += 1) {
        bytes = Uint8Array.of(...bytes, chunk[index]! & 0x7f);
        settle(emit);
      }
    },
    idle(emit) {
      takeLast(emit);
      drop('timeout', bytes.length, emit);
      bytes = new Uint8Array(0);
    },
    get held() {
      return bytes.length;
    },
  };
}
