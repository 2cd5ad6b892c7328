import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';
import { CR, LF } from './line-framer.ts';

/**
 * The longest known message is a body-composition analyser's with six frequencies: about 150 pairs
 * of 8 to 10 characters. Twice that is the cap.
 */
export const MAX_BRACE_MESSAGE_BYTES = 4_096;

const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const LETTER_C = 0x43;
const LETTER_S = 0x53;

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** Whether the held bytes end in `,CS,XX`. */
function endsInCheckSum(bytes: Uint8Array, length: number): boolean {
  return (
    length >= 7 &&
    bytes[length - 6] === COMMA &&
    bytes[length - 5] === LETTER_C &&
    bytes[length - 4] === LETTER_S &&
    bytes[length - 3] === COMMA &&
    isHexDigit(bytes[length - 2]!) &&
    isHexDigit(bytes[length - 1]!)
  );
}

/**
 * Cuts messages `{…,CS,XX` out of a stream, with or without a closing brace, and the plain lines
 * between them. A brace inside a message means that the first one was torn.
 */
export function createBraceFramer(): Framer<string> {
  const bytes = new Uint8Array(MAX_BRACE_MESSAGE_BYTES);
  let held = 0;
  let inMessage = false;
  let justClosed = false;
  /** After an overlong message: drop until the next brace or line end. */
  let skipping = 0;
  let overlong = false;

  function discard(reason: DiscardReason, emit: Emit<string>): void {
    if (skipping > 0) emit({ type: 'discarded', reason: 'overlong', bytes: skipping });
    if (held > 0) emit({ type: 'discarded', reason, bytes: held });
    reset();
  }

  function reset(): void {
    held = 0;
    skipping = 0;
    inMessage = false;
    overlong = false;
  }

  function emitFrame(emit: Emit<string>): void {
    // In pieces: a function call takes only so many arguments.
    let text = '';
    for (let from = 0; from < held; from += 1_024) {
      text += String.fromCharCode(...bytes.subarray(from, Math.min(from + 1_024, held)));
    }
    emit({ type: 'frame', frame: text });
    reset();
  }

  function keep(byte: number, emit: Emit<string>): void {
    if (overlong) skipping += 1;
    else bytes[held++] = byte;
    if (held < MAX_BRACE_MESSAGE_BYTES && skipping < MAX_BRACE_MESSAGE_BYTES) return;
    emit({ type: 'discarded', reason: 'overlong', bytes: held + skipping });
    held = 0;
    skipping = 0;
    overlong = true;
    inMessage = false;
  }

  function take(byte: number, emit: Emit<string>): void {
    const closesLastMessage = justClosed && byte === CLOSE;
    justClosed = false;
    if (closesLastMessage) return;
    if (byte === OPEN) {
      discard('framing', emit);
      inMessage = true;
      keep(byte, emit);
    } else if (byte === CR || byte === LF) {
      if (inMessage || overlong) discard('framing', emit);
      else if (held > 0) emitFrame(emit);
    } else {
      keep(byte, emit);
      if (!inMessage || !endsInCheckSum(bytes, held)) return;
      emitFrame(emit);
      justClosed = true;
    }
  }

  return {
    push(chunk, emit) {
      for (let index = 0; index < chunk.length; index += 1) take(chunk[index]!, emit);
    },
    idle(emit) {
      discard('timeout', emit);
      justClosed = false;
    },
    get held() {
      return held;
    },
  };
}
