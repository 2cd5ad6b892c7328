import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';
import { CR, ETX, LF, STX } from './line-framer.ts';

/** A weight in pounds and ounces, four status characters and what may stand around them take half of this. */
const LONGEST_ANSWER_BYTES = 64;

/**
 * What is being read: nothing; the text after an STX; a block's first line, the end of it, or its second line.
 */
type Part = 'outside' | 'single' | 'first' | 'between' | 'second';

/**
 * Cuts the answers of a checkout scale: STX text CR in its own form, and in NCI's a block LF weight CR LF status CR ETX,
 * whose two lines say one thing: the frame is then `\nweight\rstatus`. A block may have one line, and its ETX may be missing.
 * Bit 7 is cleared, for a seven-bit line read through a port of eight.
 */
export function createToledoAnswerFramer(): Framer<string> {
  const answer = new Uint8Array(LONGEST_ANSWER_BYTES);
  let held = 0;
  let part: Part = 'outside';
  let dropping: DiscardReason = 'framing';
  let dropped = 0;

  function settleDropped(emit: Emit<string>): void {
    if (dropped > 0) emit({ type: 'discarded', reason: dropping, bytes: dropped });
    dropped = 0;
  }

  function giveUp(reason: DiscardReason, emit: Emit<string>): void {
    settleDropped(emit);
    if (text() > 0) emit({ type: 'discarded', reason, bytes: text() });
    held = 0;
    part = 'outside';
    dropping = reason === 'overlong' ? 'overlong' : 'framing';
  }

  /** Bytes of text held; a block is marked by its LF. */
  function text(): number {
    return part === 'outside' || part === 'single' ? held : held - 1;
  }

  function close(emit: Emit<string>): void {
    settleDropped(emit);
    if (text() > 0) emit({ type: 'frame', frame: String.fromCharCode(...answer.subarray(0, held)) });
    held = 0;
    part = 'outside';
    dropping = 'framing';
  }

  function start(next: 'single' | 'first', emit: Emit<string>): void {
    if (part === 'between') close(emit);
    else giveUp('framing', emit);
    dropping = 'framing';
    part = next;
    if (next === 'first') answer[held++] = LF;
  }

  function take(byte: number, emit: Emit<string>): void {
    // Text between two lines of a block, where only a line feed may stand: the block is torn.
    if (part === 'between') giveUp('framing', emit);
    else if (held === LONGEST_ANSWER_BYTES) giveUp('overlong', emit);
    if (part === 'outside') {
      dropped += 1;
      // Told in portions, so that endless noise shows up while it lasts.
      if (dropped === LONGEST_ANSWER_BYTES) settleDropped(emit);
    } else answer[held++] = byte;
  }

  function lineFeed(emit: Emit<string>): void {
    if (part !== 'between') {
      start('first', emit);
      return;
    }
    part = 'second';
    answer[held++] = CR;
  }

  function carriageReturn(emit: Emit<string>): void {
    if (part === 'first' && text() > 0) part = 'between';
    else if (part !== 'between') close(emit);
  }

  return {
    push(chunk, emit) {
      for (let index = 0; index < chunk.length; index += 1) {
        const byte = chunk[index]! & 0x7f;
        if (byte === STX) start('single', emit);
        else if (byte === LF) lineFeed(emit);
        else if (byte === CR) carriageReturn(emit);
        else if (byte === ETX) close(emit);
        else take(byte, emit);
      }
    },
    idle(emit) {
      if (part === 'between') close(emit);
      else giveUp('timeout', emit);
      dropping = 'framing';
    },
    get held() {
      return held;
    },
  };
}
