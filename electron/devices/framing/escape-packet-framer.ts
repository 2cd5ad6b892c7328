import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';
import { CR, LF, MAX_LINE_BYTES } from './line-framer.ts';

const ESC = 0x1b;
const [R, Z, E, SIX] = [0x52, 0x5a, 0x45, 0x36];

/**
 * Cuts a stream into packets of fields, each of an ESC and a letter: `ESC R` (a reading) or `ESC Z` (an answer about the
 * scale itself) opens one, `ESC E` closes it. Some scales write `6R` for `ESC R` where they send all the time. A packet that
 * is opened anew was torn. Text between packets is given line by line.
 */
export function createEscapePacketFramer(): Framer<string> {
  const bytes = new Uint8Array(MAX_LINE_BYTES);
  let held = 0;
  let isOpen = false;

  function drop(reason: DiscardReason, count: number, emit: Emit<string>): void {
    if (count > 0) emit({ type: 'discarded', reason, bytes: count });
    held = 0;
    isOpen = false;
  }

  function give(emit: Emit<string>): void {
    if (held > 0) emit({ type: 'frame', frame: String.fromCharCode(...bytes.subarray(0, held)) });
    held = 0;
    isOpen = false;
  }

  const endsWith = (...tail: readonly number[]): boolean =>
    held >= tail.length && tail.every((byte, index) => bytes[held - tail.length + index] === byte);

  /** @param opening what the packet begins with; as many bytes of it are there already */
  function open(opening: readonly number[], emit: Emit<string>): void {
    drop('framing', held - opening.length, emit);
    bytes.set(opening);
    held = opening.length;
    isOpen = true;
  }

  function take(byte: number, emit: Emit<string>): void {
    if (byte === CR || byte === LF) {
      if (isOpen) drop('framing', held, emit);
      else give(emit);
      return;
    }
    bytes[held++] = byte;
    if (endsWith(ESC, R) || (!isOpen && endsWith(ESC, Z))) open([ESC, byte], emit);
    else if (endsWith(SIX, R, ESC)) open([ESC, R, ESC], emit);
    else if (endsWith(ESC, E) && isOpen) give(emit);
    else if (endsWith(ESC, E)) drop('framing', held, emit);
    else if (held === MAX_LINE_BYTES) drop('overlong', held, emit);
  }

  return {
    push(chunk, emit) {
      for (const byte of chunk) take(byte, emit);
    },
    idle(emit) {
      drop('timeout', held, emit);
    },
    get held() {
      return held;
    },
  };
}
