import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';

/**
 * Longest line of any text scale here is 22 bytes plus a legend; 256 leaves room for ticket texts
 * and bounds what a port left at the wrong baud rate can pile up.
 */
export const MAX_LINE_BYTES = 256;

export const STX = 0x02;
export const ETX = 0x03;
export const LF = 0x0a;
export const CR = 0x0d;

export interface LineFramerOptions {
  /** Bytes that close a line. */
  readonly ends: readonly number[];
  /** Bytes that open a line: text before one that was never closed is torn. */
  readonly starts?: readonly number[];
  /** Text that no start byte opened belongs to no frame. */
  readonly startRequired?: boolean;
  /** Clear bit 7 of every byte: a 7-bit line with parity, read through a port opened with 8 data bits. */
  readonly sevenBit?: boolean;
  readonly maxBytes?: number;
}

const TEXT = 0;
const START = 1;
const END = 2;

function classify(options: LineFramerOptions): Uint8Array {
  const kinds = new Uint8Array(256);
  for (const byte of options.ends) kinds[byte] = END;
  for (const byte of options.starts ?? []) kinds[byte] = START;
  return kinds;
}

/**
 * Cuts a byte stream into lines of text (one character a byte, delimiters left out). Empty lines
 * vanish; everything else that is no line is reported: `framing` for text outside a frame, `overlong`
 * beyond the cap, `timeout` for a line the sender never closed.
 */
export function createLineFramer(options: LineFramerOptions): Framer<string> {
  const kinds = classify(options);
  const maxBytes = options.maxBytes ?? MAX_LINE_BYTES;
  const mask = options.sevenBit === true ? 0x7f : 0xff;
  const line = new Uint8Array(maxBytes);
  let held = 0;
  let opened = false;
  let dropping: DiscardReason | null = null;
  let dropped = 0;

  function settleDropped(emit: Emit<string>): void {
    if (dropping !== null && dropped > 0) emit({ type: 'discarded', reason: dropping, bytes: dropped });
    dropping = null;
    dropped = 0;
  }

  function giveUp(reason: DiscardReason, emit: Emit<string>): void {
    settleDropped(emit);
    if (held > 0) emit({ type: 'discarded', reason, bytes: held });
    held = 0;
    opened = false;
  }

  function drop(reason: DiscardReason, emit: Emit<string>): void {
    dropping ??= reason;
    dropped += 1;
    // Told in portions, so that endless noise shows up while it lasts.
    if (dropped < maxBytes) return;
    emit({ type: 'discarded', reason: dropping, bytes: dropped });
    dropped = 0;
  }

  function take(byte: number, emit: Emit<string>): void {
    if (dropping !== null) drop(dropping, emit);
    else if (options.startRequired === true && !opened) drop('framing', emit);
    else if (held < maxBytes) line[held++] = byte;
    else {
      emit({ type: 'discarded', reason: 'overlong', bytes: held });
      held = 0;
      drop('overlong', emit);
    }
  }

  function close(emit: Emit<string>): void {
    settleDropped(emit);
    if (held > 0) emit({ type: 'frame', frame: String.fromCharCode(...line.subarray(0, held)) });
    held = 0;
    opened = false;
  }

  return {
    push(chunk, emit) {
      for (let index = 0; index < chunk.length; index += 1) {
        const byte = chunk[index]! & mask;
        const kind = kinds[byte];
        if (kind === TEXT) take(byte, emit);
        else if (kind === END) close(emit);
        else {
          giveUp('framing', emit);
          opened = true;
        }
      }
    },
    idle(emit) {
      giveUp('timeout', emit);
    },
    get held() {
      return held;
    },
  };
}
