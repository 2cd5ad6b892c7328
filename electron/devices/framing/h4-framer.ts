import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Emit, Framer } from './framer.ts';

/** One HCI packet, its type byte included: a view that is good until the callback returns. */
export type HciPacket = Uint8Array;

/** Packet types without audio (Bluetooth Core, Vol 4 Part A, 2). */
export const H4 = { command: 0x01, acl: 0x02, event: 0x04 } as const;

/** Which end of the line is listened to: each says what the other never does. */
export type H4Sender = 'controller' | 'host';

const EVENT_HEADER_BYTES = 3;
const COMMAND_HEADER_BYTES = 4;
const ACL_HEADER_BYTES = 5;
/** A host tells nobody that it takes more; Linux ends there, too. */
export const LONGEST_ACL_DATA_BYTES = 1_023;
const LONGEST_PACKET_BYTES = ACL_HEADER_BYTES + LONGEST_ACL_DATA_BYTES;
const BUFFER_BYTES = 4 * LONGEST_PACKET_BYTES;
/** Connection handles end here (Vol 4 Part E, 5.4.2). */
const HIGHEST_HANDLE = 0x0eff;
/** Events of Bluetooth Core 5.4 end at 0x5e; 0xff is the makers' own. */
const HIGHEST_EVENT = 0x5e;
const VENDOR_EVENT = 0xff;

/** Length of the packet at `at` as its header tells, `wait` for more of the header, or why none begins there. */
function measure(
  sender: H4Sender,
  bytes: Uint8Array,
  at: number,
  end: number,
): number | 'wait' | DiscardReason {
  const type = bytes[at];
  const have = end - at;
  if (type === H4.command && sender === 'host')
    return have < COMMAND_HEADER_BYTES ? 'wait' : COMMAND_HEADER_BYTES + bytes[at + 3]!;
  if (type === H4.event && sender === 'controller') {
    if (have < 2) return 'wait';
    const code = bytes[at + 1]!;
    if (code === 0 || (code > HIGHEST_EVENT && code !== VENDOR_EVENT)) return 'framing';
    return have < EVENT_HEADER_BYTES ? 'wait' : EVENT_HEADER_BYTES + bytes[at + 2]!;
  }
  if (type !== H4.acl) return 'framing';
  if (have < ACL_HEADER_BYTES) return 'wait';
  const handle = (bytes[at + 1]! | (bytes[at + 2]! << 8)) & 0x0fff;
  const length = bytes[at + 3]! | (bytes[at + 4]! << 8);
  if (handle > HIGHEST_HANDLE || length === 0) return 'framing';
  return length > LONGEST_ACL_DATA_BYTES ? 'overlong' : ACL_HEADER_BYTES + length;
}

/**
 * Cuts H4 (UART transport) into HCI packets. The protocol has no sync and no check value: after a
 * byte that begins nothing, one byte is skipped and the next looked at. Whether the stream is in step
 * again shows only in what the packets say, which is the driver's to notice.
 */
export function createH4Framer(sender: H4Sender): Framer<HciPacket> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let next = 0;
  let end = 0;
  let dropped = 0;
  let reason: DiscardReason = 'framing';

  const report = (emit: Emit<HciPacket>): void => {
    if (dropped === 0) return;
    const bytes = dropped;
    dropped = 0;
    emit({ type: 'discarded', reason, bytes });
  };

  const drop = (why: DiscardReason): void => {
    if (dropped === 0) reason = why;
    dropped += 1;
    next += 1;
  };

  const scan = (emit: Emit<HciPacket>, giveUp: boolean): void => {
    while (next < end) {
      const length = measure(sender, buffer, next, end);
      const isWhole = typeof length === 'number' && next + length <= end;
      if (isWhole) {
        const packet = buffer.subarray(next, next + length);
        next += length;
        report(emit);
        emit({ type: 'frame', frame: packet });
      } else if (typeof length === 'string' && length !== 'wait') drop(length);
      else if (giveUp) drop('timeout');
      else break;
    }
    report(emit);
  };

  return {
    push(chunk, emit) {
      for (let from = 0; from < chunk.length;) {
        if (next > 0) {
          buffer.copyWithin(0, next, end);
          end -= next;
          next = 0;
        }
        const piece = chunk.subarray(from, from + BUFFER_BYTES - end);
        buffer.set(piece, end);
        end += piece.length;
        from += piece.length;
        scan(emit, false);
      }
    },
    idle(emit) {
      scan(emit, true);
    },
    get held() {
      return end - next;
    },
  };
}
