import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';

/**
 * ANT serial messages: `A4 LEN ID DATA[LEN] CS`, CS = XOR of every byte before it, A4 included.
 * Nothing is escaped: A4 may occur in DATA and as CS, so only LEN tells where a message ends.
 */
export const ANT_SYNC = 0xa4;
/** Bytes around DATA: sync, LEN, ID and check byte. */
export const ANT_OVERHEAD_BYTES = 4;
/** Largest LEN that Nordic and Garmin document for any message; more can only be a damaged byte. */
export const ANT_MAX_DATA_BYTES = 38;

/**
 * A checked message. It is a window on the framer's own buffer and the same object each time:
 * valid until `emit` returns. Copy what must outlive that. (One object per frame would cost a
 * third of the decoder's speed; see tests/bench/ant-decode.bench.ts.)
 */
export interface AntFrame {
  readonly bytes: Uint8Array;
  /** Index of the sync byte; DATA starts 3 further on. */
  readonly start: number;
  /** LEN: how many bytes of DATA. */
  readonly length: number;
  readonly id: number;
}

const LONGEST_MESSAGE_BYTES = ANT_MAX_DATA_BYTES + ANT_OVERHEAD_BYTES;
/** Room for some 350 messages: a whole read of the serial port is scanned without moving bytes. */
const BUFFER_BYTES = 8_192;
/** Taken at once: leaves room for two messages, the one that is waited for and the one before it. */
const LONGEST_PIECE_BYTES = BUFFER_BYTES - 2 * LONGEST_MESSAGE_BYTES;
/** Below this a loop copies faster than `set` starts. */
const SHORT_CHUNK_BYTES = 24;

/**
 * Messages whose LEN is known beforehand. A damaged LEN is then seen at once instead of after
 * waiting for bytes that belong to the next messages. Data messages (4E, 4F, 50) carry 9 bytes and
 * at most flag 1 + channel id 4 + RSSI 4 + time 2; room is left for a longer RSSI field.
 */
const KNOWN_LENGTHS: readonly (readonly [id: number, shortest: number, longest: number])[] = [
  [0x4e, 9, 24],
  [0x4f, 9, 24],
  [0x50, 9, 24],
  [0x40, 3, 3],
  [0x6f, 1, 1],
];
const SHORTEST = new Uint8Array(256).fill(1);
const LONGEST = new Uint8Array(256).fill(ANT_MAX_DATA_BYTES);
for (const [id, shortest, longest] of KNOWN_LENGTHS) {
  SHORTEST[id] = shortest;
  LONGEST[id] = longest;
}

interface MutableFrame {
  bytes: Uint8Array;
  start: number;
  length: number;
  id: number;
}

/**
 * Cuts ANT messages out of a byte stream. After a message that fails its check exactly one byte is
 * skipped and the rest looked at again, so an intact message behind or inside a damaged one is
 * found. Zero bytes between messages are USB padding and no damage.
 *
 * One message in 256 that lost a byte still checks, with the next one's sync byte as its own check
 * byte; so may a false start. When damage follows a message at once, its bytes are therefore looked
 * at again for an intact one that began inside it.
 */
export function createAntFramer(): Framer<AntFrame> {
  // LEN and ID of a sync byte at the very end are looked up, too, and then stand beyond it.
  const buffer = new Uint8Array(BUFFER_BYTES + 2);
  const view = new DataView(buffer.buffer);
  const frame: MutableFrame = { bytes: buffer, start: 0, length: 0, id: 0 };
  const item = { type: 'frame' as const, frame: frame as AntFrame };
  /** First byte not dealt with yet, and the end of what was received. */
  let next = 0;
  let end = 0;
  /** The last message while nothing came behind it; `lastEnd` is −1 when there is none. */
  let lastStart = 0;
  let lastEnd = -1;
  /** Bytes dropped since the last message or report, and why. */
  let dropped = 0;
  let reason: DiscardReason = 'framing';
  /** Something other than padding came since the last good message. */
  let damaged = false;

  const drop = (why: DiscardReason): void => {
    // A run that held a failed check byte is one damaged message, whatever its other bytes look like.
    if (!damaged || why === 'checksum') reason = why;
    damaged = true;
    dropped += 1;
    next += 1;
  };

  const report = (emit: Emit<AntFrame>): void => {
    const bytes = dropped;
    dropped = 0;
    emit({ type: 'discarded', reason, bytes });
  };

  /** The XOR of a whole message is 0. Four bytes at a time: this is half of the decoder's work. */
  const checks = (from: number, to: number): boolean => {
    let words = 0;
    let index = from;
    for (; index + 4 <= to; index += 4) words ^= view.getInt32(index, true);
    let check = words ^ (words >>> 16);
    check ^= check >>> 8;
    for (; index < to; index += 1) check ^= buffer[index]!;
    return (check & 0xff) === 0;
  };

  /** End of the intact message whose sync byte stands at `at`, or 0 when there is none (yet). */
  const endOfMessage = (at: number): number => {
    const length = buffer[at + 1]!;
    const id = buffer[at + 2]!;
    const to = at + length + ANT_OVERHEAD_BYTES;
    if (to > end || length > LONGEST[id]! || length < SHORTEST[id]!) return 0;
    return checks(at, to) ? to : 0;
  };

  /** Why no intact message begins with the sync byte at `at`; null when more bytes are needed to tell. */
  const whyNone = (at: number): DiscardReason | null => {
    const available = end - at;
    if (available < 2) return null;
    const length = buffer[at + 1]!;
    if (available < 3) return length === 0 || length > ANT_MAX_DATA_BYTES ? 'framing' : null;
    const id = buffer[at + 2]!;
    if (length > LONGEST[id]! || length < SHORTEST[id]!) return 'framing';
    return available < length + ANT_OVERHEAD_BYTES ? null : 'checksum';
  };

  const take = (from: number, to: number, emit: Emit<AntFrame>): void => {
    if (dropped > 0) report(emit);
    damaged = false;
    frame.start = lastStart = from;
    frame.length = to - from - ANT_OVERHEAD_BYTES;
    frame.id = buffer[from + 2]!;
    next = lastEnd = to;
    emit(item);
  };

  /** A zero may also be the middle of a message that a false one swallowed the beginning of. */
  const skipPadding = (): void => {
    if (next === lastEnd && next - lastStart < LONGEST_MESSAGE_BYTES) lastEnd += 1;
    next += 1;
  };

  /** Looks for a message that begins inside the last one. @returns false to wait for more bytes */
  const lookBack = (emit: Emit<AntFrame>, giveUp: boolean): boolean => {
    for (let at = lastStart + 1; at < lastEnd; at += 1) {
      if (buffer[at] !== ANT_SYNC) continue;
      const to = endOfMessage(at);
      if (to > 0) {
        take(at, to, emit);
        return true;
      }
      if (!giveUp && whyNone(at) === null) return false;
    }
    lastEnd = -1;
    return true;
  };

  /** Deals with a byte that begins no intact message. @returns false to wait for more bytes */
  const pass = (first: number, emit: Emit<AntFrame>, giveUp: boolean): boolean => {
    const why = first === ANT_SYNC ? whyNone(next) : 'framing';
    if (why === null && !giveUp) return false;
    if (first === 0 && !damaged) skipPadding();
    else if (next === lastEnd) return lookBack(emit, giveUp);
    else drop(why ?? 'timeout');
    return true;
  };

  const scan = (emit: Emit<AntFrame>, giveUp: boolean): void => {
    while (next < end) {
      const first = buffer[next]!;
      const to = first === ANT_SYNC ? endOfMessage(next) : 0;
      if (to > 0) take(next, to, emit);
      else if (!pass(first, emit, giveUp)) break;
    }
    if (dropped > 0) report(emit);
  };

  /** Moves what is still needed to the buffer's front. */
  const makeRoom = (): void => {
    const from = next === lastEnd ? lastStart : next;
    buffer.copyWithin(0, from, end);
    next -= from;
    end -= from;
    lastStart -= from;
    lastEnd = next === lastEnd - from ? next : -1;
  };

  const pushPiece = (piece: Uint8Array, emit: Emit<AntFrame>): void => {
    const size = piece.length;
    if (end + size > BUFFER_BYTES) makeRoom();
    if (size > SHORT_CHUNK_BYTES) buffer.set(piece, end);
    else for (let index = 0; index < size; index += 1) buffer[end + index] = piece[index]!;
    end += size;
    scan(emit, false);
  };

  return {
    push(chunk, emit) {
      if (chunk.length <= LONGEST_PIECE_BYTES) pushPiece(chunk, emit);
      else
        for (let from = 0; from < chunk.length; from += LONGEST_PIECE_BYTES)
          pushPiece(chunk.subarray(from, from + LONGEST_PIECE_BYTES), emit);
    },
    idle(emit) {
      scan(emit, true);
      lastEnd = -1;
    },
    get held() {
      return end - next;
    },
  };
}
