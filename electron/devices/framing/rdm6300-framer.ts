import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';
import { CR, ETX, LF, STX } from './line-framer.ts';

/**
 * Tag readers that send hex text. A frame is
 *
 *   an opener       STX, or LF on the Parallax 28140
 *   ten hex digits  the tag's five bytes
 *   a check value   their XOR: two hex digits, or one raw byte; Parallax sends none
 *   an end          ETX behind STX, with CR, LF or CR LF before it on some; CR behind LF
 *
 * A raw check byte may be any byte: an opener, an end or a hex digit too. What it is follows from its
 * place and from what stands behind it: two hex digits in a row are the written form, for an end never
 * begins with a digit. The bytes of what turns out to be no frame are looked through again, since one of
 * them may have been the next frame's opener.
 */
const TAG_DIGITS = 10;
const CHECK_AT = 1 + TAG_DIGITS;
/** STX, ten digits, two of the check value, CR LF, ETX. */
const LONGEST_FRAME = 16;

/** One tag as it was read. A new object each time: at most some twenty tags a second are. */
export interface TagFrame {
  /** The tag's five bytes. */
  readonly tag: Uint8Array;
  /** How many bytes the reader sent for it. */
  readonly bytes: number;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
}

function hexByte(bytes: Uint8Array, at: number): number {
  return (hexDigit(bytes[at]!) << 4) | hexDigit(bytes[at + 1]!);
}

function tagOf(frame: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: TAG_DIGITS / 2 }, (_, index) => hexByte(frame, 1 + index * 2));
}

/** What the bytes from an opener on are so far. */
type Verdict = 'incomplete' | 'whole' | 'checksum' | 'none';

/** @param at where the end has to start */
function judgeEnd(frame: Uint8Array, at: number): 'incomplete' | 'whole' | 'none' {
  if (frame[0] === LF) return frame.length === at ? 'incomplete' : frame[at] === CR ? 'whole' : 'none';
  let next = at;
  if (frame[next] === CR) next += 1;
  if (frame[next] === LF) next += 1;
  if (frame.length === next) return 'incomplete';
  return frame[next] === ETX ? 'whole' : 'none';
}

function judge(frame: Uint8Array): Verdict {
  const digits = Math.min(frame.length, CHECK_AT);
  for (let at = 1; at < digits; at += 1) if (hexDigit(frame[at]!) < 0) return 'none';
  if (frame.length <= CHECK_AT) return 'incomplete';
  if (frame[0] === LF && frame.length === CHECK_AT + 1 && frame[CHECK_AT] === CR) return 'whole';
  const isDigit = hexDigit(frame[CHECK_AT]!) >= 0;
  // A digit may be a raw check byte or the first of two.
  if (isDigit && frame.length === CHECK_AT + 1) return 'incomplete';
  const isWritten = isDigit && hexDigit(frame[CHECK_AT + 1]!) >= 0;
  const end = judgeEnd(frame, CHECK_AT + (isWritten ? 2 : 1));
  if (end === 'none') return 'none';
  const check = tagOf(frame).reduce((sum, byte) => sum ^ byte, 0);
  const fits = check === (isWritten ? hexByte(frame, CHECK_AT) : frame[CHECK_AT]);
  if (end === 'whole') return fits ? 'whole' : 'checksum';
  // An end where the check value has to be is the end of a frame without one.
  return frame[CHECK_AT] === ETX && !fits ? 'none' : 'incomplete';
}

/** Cuts tags out of what a reader sends. Holds at most one frame of 16 bytes. */
export function createRdm6300Framer(): Framer<TagFrame> {
  const buffer = new Uint8Array(LONGEST_FRAME);
  let held = 0;
  let junk = 0;
  let junkReason: DiscardReason = 'framing';

  const flush = (emit: Emit<TagFrame>): void => {
    if (junk === 0) return;
    const bytes = junk;
    const reason = junkReason;
    junk = 0;
    junkReason = 'framing';
    emit({ type: 'discarded', reason, bytes });
  };

  const drop = (count: number, reason: DiscardReason, emit: Emit<TagFrame>): void => {
    if (junk > 0 && junkReason !== reason) flush(emit);
    junk += count;
    junkReason = reason;
    buffer.copyWithin(0, count, held);
    held -= count;
  };

  /** Drops what can open no frame, and the opener of what is none, until the rest may become one. */
  const settle = (emit: Emit<TagFrame>): void => {
    while (held > 0) {
      const frame = buffer.subarray(0, held);
      const verdict = frame[0] === STX || frame[0] === LF ? judge(frame) : 'none';
      if (verdict === 'incomplete') return;
      if (verdict === 'none') drop(1, 'framing', emit);
      else if (verdict === 'checksum') drop(held, 'checksum', emit);
      else {
        const bytes = held;
        const tag = tagOf(frame);
        held = 0;
        flush(emit);
        emit({ type: 'frame', frame: { tag, bytes } });
      }
    }
  };

  /** Bytes are judged one by one, so that a frame never reaches past its own end. */
  const take = (byte: number, emit: Emit<TagFrame>): void => {
    buffer[held] = byte;
    held += 1;
    settle(emit);
  };

  return {
    push(chunk, emit) {
      for (const byte of chunk) take(byte, emit);
      flush(emit);
    },
    idle(emit) {
      if (held > 0) drop(held, 'timeout', emit);
      flush(emit);
    },
    get held() {
      return held;
    },
  };
}
