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
 * third of the decoder's speed; see tests/bench/ant-decode.ts.)
 */
export interface AntFrame {
  readonly bytes: Uint8Array;
  /** Index of the sync byte; DATA starts 3 further on. */
  readonly start: number;
  /** LEN: how many bytes of DATA. */
  readonly length: number;
  readonly id: number;
}

/** Room for some 350 messages: a whole read of the serial port is scanned without moving bytes. */
const BUFFER_BYTES = 8_192;
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
 */
export function createAntFramer(): Framer<AntFrame> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  const frame: MutableFrame = { bytes: buffer, start: 0, length: 0, id: 0 };
  const item = { type: 'frame' as const, frame: frame as AntFrame };
  let start = 0;
  let end = 0;
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
  };

  const report = (emit: Emit<AntFrame>): void => {
    const bytes = dropped;
    dropped = 0;
    emit({ type: 'discarded', reason, bytes });
  };

  /**
   * What stands at `at`: the size of an intact message, 0 when more bytes are needed, or −1 when
   * the byte there is to be dropped.
   */
  const sizeAt = (at: number, available: number): number => {
    if (available < 2) return 0;
    const length = buffer[at + 1]!;
    if (available < 3) return length === 0 || length > ANT_MAX_DATA_BYTES ? refuse('framing') : 0;
    const id = buffer[at + 2]!;
    if (length > LONGEST[id]! || length < SHORTEST[id]!) return refuse('framing');
    const total = length + ANT_OVERHEAD_BYTES;
    if (available < total) return 0;
    let check = 0;
    for (let index = at, stop = at + total; index < stop; index += 1) check ^= buffer[index]!;
    return check === 0 ? total : refuse('checksum');
  };

  const refuse = (why: DiscardReason): -1 => {
    drop(why);
    return -1;
  };

  const scan = (emit: Emit<AntFrame>, giveUp: boolean): void => {
    let at = start;
    const stop = end;
    while (at < stop) {
      const first = buffer[at]!;
      if (first !== ANT_SYNC) {
        if (first !== 0 || damaged) drop('framing');
        at += 1;
        continue;
      }
      const size = sizeAt(at, stop - at);
      if (size > 0) {
        if (dropped > 0) report(emit);
        damaged = false;
        frame.start = at;
        frame.length = size - ANT_OVERHEAD_BYTES;
        frame.id = buffer[at + 2]!;
        at += size;
        emit(item);
      } else if (size < 0) {
        at += 1;
      } else {
        if (!giveUp) break;
        drop('timeout');
        at += 1;
      }
    }
    if (at === stop) start = end = 0;
    else start = at;
    if (dropped > 0) report(emit);
  };

  const take = (chunk: Uint8Array, from: number, count: number): void => {
    if (count <= SHORT_CHUNK_BYTES)
      for (let index = 0; index < count; index += 1) buffer[end + index] = chunk[from + index]!;
    else buffer.set(count === chunk.length ? chunk : chunk.subarray(from, from + count), end);
    end += count;
  };

  return {
    push(chunk, emit) {
      for (let taken = 0; taken < chunk.length;) {
        if (end + chunk.length - taken > BUFFER_BYTES) {
          buffer.copyWithin(0, start, end);
          end -= start;
          start = 0;
        }
        const count = Math.min(chunk.length - taken, BUFFER_BYTES - end);
        take(chunk, taken, count);
        taken += count;
        scan(emit, false);
      }
    },
    idle(emit) {
      scan(emit, true);
    },
    get held() {
      return end - start;
    },
  };
}
