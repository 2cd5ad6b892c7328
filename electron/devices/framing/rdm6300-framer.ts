import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framed, Framer } from './framer.ts';

/**
 * Tag readers that send hex text. Three forms, told apart by their first and last bytes:
 *
 *   STX, 10 hex, 2 hex check, ETX           RDM6300 and RDM630
 *   STX, 10 hex, 2 hex check, CR LF, ETX    ID-12, ID-20
 *   LF, 10 hex, CR                          Parallax 28140; it has no check value
 *
 * The check value is the XOR of the five bytes that the ten digits spell.
 */
const STX = 0x02;
const ETX = 0x03;
const LF = 0x0a;
const CR = 0x0d;
const TAG_DIGITS = 10;
const CHECKED_DIGITS = 12;

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

/** Cuts tags out of what a reader sends. Holds at most one frame of 16 bytes. */
export function createRdm6300Framer(): Framer<TagFrame> {
  const digits = new Uint8Array(CHECKED_DIGITS);
  /** First byte of the frame under way, or 0 outside of one. */
  let opener = 0;
  let count = 0;
  /** CR and LF seen after the digits. */
  let trail = 0;
  let junk = 0;
  let junkReason: DiscardReason = 'framing';

  const held = (): number => (opener === 0 ? 0 : 1 + count + trail);

  const abandon = (reason: DiscardReason): void => {
    if (held() === 0) return;
    junk += held();
    junkReason = reason;
    opener = count = trail = 0;
  };

  const flush = (emit: Emit<TagFrame>): void => {
    if (junk === 0) return;
    const item: Framed<TagFrame> = { type: 'discarded', reason: junkReason, bytes: junk };
    junk = 0;
    junkReason = 'framing';
    emit(item);
  };

  const byteAt = (index: number): number => (digits[index * 2]! << 4) | digits[index * 2 + 1]!;

  const finish = (emit: Emit<TagFrame>, checked: boolean): void => {
    const tag = Uint8Array.of(byteAt(0), byteAt(1), byteAt(2), byteAt(3), byteAt(4));
    const check = tag[0]! ^ tag[1]! ^ tag[2]! ^ tag[3]! ^ tag[4]!;
    if (checked && check !== byteAt(5)) {
      trail += 1;
      abandon('checksum');
      return;
    }
    const bytes = held() + 1;
    opener = count = trail = 0;
    flush(emit);
    emit({ type: 'frame', frame: { tag, bytes } });
  };

  /** @returns false when the byte does not continue the frame under way */
  const proceed = (byte: number, emit: Emit<TagFrame>): boolean => {
    const wanted = opener === STX ? CHECKED_DIGITS : TAG_DIGITS;
    if (count < wanted) {
      const digit = hexDigit(byte);
      if (digit < 0) return false;
      digits[count] = digit;
      count += 1;
      return true;
    }
    if (opener === LF) {
      if (byte !== CR) return false;
      finish(emit, false);
      return true;
    }
    if (byte === ETX && trail !== 1) {
      finish(emit, true);
      return true;
    }
    if ((byte === CR && trail === 0) || (byte === LF && trail === 1)) {
      trail += 1;
      return true;
    }
    return false;
  };

  return {
    push(chunk, emit) {
      for (const byte of chunk) {
        if (opener !== 0 && proceed(byte, emit)) continue;
        abandon('framing');
        if (byte === STX || byte === LF) opener = byte;
        else junk += 1;
      }
      flush(emit);
    },
    idle(emit) {
      abandon('timeout');
      flush(emit);
    },
    get held() {
      return held();
    },
  };
}
