import { ANT_OVERHEAD_BYTES, ANT_SYNC, type AntFrame } from '../framing/ant-framer.ts';

/** ANT messages as bytes and values. Message ids and layouts: see README.md. */
export const ANT_MESSAGE = {
  channelEvent: 0x40,
  unassign: 0x41,
  assign: 0x42,
  channelPeriod: 0x43,
  searchTimeout: 0x44,
  radioFrequency: 0x45,
  networkKey: 0x46,
  version: 0x3e,
  reset: 0x4a,
  openChannel: 0x4b,
  closeChannel: 0x4c,
  request: 0x4d,
  broadcast: 0x4e,
  acknowledged: 0x4f,
  burst: 0x50,
  channelId: 0x51,
  capabilities: 0x54,
  openScan: 0x5b,
  extendedMessages: 0x66,
  libConfig: 0x6e,
  startUp: 0x6f,
  serialError: 0xae,
} as const;

/** Flags of message 6E and of the trailer it asks for. */
export const EXTENDED = { channelId: 0x80, rssi: 0x40, timestamp: 0x20 } as const;

/**
 * Builds one whole message.
 * @param id message id
 * @param data 1 to 38 bytes of DATA
 */
export function encodeAntMessage(id: number, data: readonly number[] | Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + ANT_OVERHEAD_BYTES);
  bytes[0] = ANT_SYNC;
  bytes[1] = data.length;
  bytes[2] = id;
  bytes.set(data, 3);
  let check = 0;
  for (const byte of bytes) check ^= byte;
  bytes[bytes.length - 1] = check;
  return bytes;
}

/** What a stick says it can do (message 54). Bits of `advanced2`: 02 extended messages, 04 scan mode, 20 extended assignment. */
export interface AntCapabilities {
  readonly channels: number;
  readonly networks: number;
  readonly extendedMessages: boolean;
  readonly scanMode: boolean;
  readonly extendedAssign: boolean;
}

/** A stick message other than sensor data, decoded as far as the dialogue needs it. */
export type StickMessage =
  | { readonly type: 'start_up'; readonly reason: number }
  | { readonly type: 'capabilities'; readonly capabilities: AntCapabilities }
  | { readonly type: 'response'; readonly channel: number; readonly to: number; readonly code: number }
  | { readonly type: 'event'; readonly channel: number; readonly code: number }
  | { readonly type: 'channel_id'; readonly channel: number; readonly sender: AntSender }
  | { readonly type: 'serial_error' }
  | { readonly type: 'other'; readonly id: number };

/** Who sent a data message. */
export interface AntSender {
  /** 16-bit number printed on the sensor. */
  readonly deviceNumber: number;
  readonly deviceType: number;
  readonly transmissionType: number;
}

/** The 20-bit device number: the upper half of the transmission type extends the 16 bits on the air. */
export function extendedDeviceNumber(deviceNumber: number, transmissionType: number): number {
  return ((transmissionType >> 4) << 16) | deviceNumber;
}

/** True for the messages that carry eight bytes of a sensor's page. */
export function isSensorData(id: number): boolean {
  return id === ANT_MESSAGE.broadcast || id === ANT_MESSAGE.acknowledged || id === ANT_MESSAGE.burst;
}

/**
 * Reads a message of the stick itself.
 * @param frame a checked frame whose id is none of the data messages
 */
export function decodeStickMessage(frame: AntFrame): StickMessage {
  const at = (index: number): number => (index < frame.length ? frame.bytes[frame.start + 3 + index]! : 0);
  switch (frame.id) {
    case ANT_MESSAGE.startUp:
      return { type: 'start_up', reason: at(0) };
    case ANT_MESSAGE.capabilities: {
      const advanced2 = at(4);
      return {
        type: 'capabilities',
        capabilities: {
          channels: at(0),
          networks: at(1),
          extendedMessages: (advanced2 & 0x02) !== 0,
          scanMode: (advanced2 & 0x04) !== 0,
          extendedAssign: (advanced2 & 0x20) !== 0,
        },
      };
    }
    case ANT_MESSAGE.channelEvent:
      // Message id 1 in a response marks an event of the radio; anything else is what is answered.
      return at(1) === 1
        ? { type: 'event', channel: at(0), code: at(2) }
        : { type: 'response', channel: at(0), to: at(1), code: at(2) };
    case ANT_MESSAGE.channelId:
      return {
        type: 'channel_id',
        channel: at(0),
        sender: { deviceNumber: at(1) | (at(2) << 8), deviceType: at(3) & 0x7f, transmissionType: at(4) },
      };
    case ANT_MESSAGE.serialError:
      return { type: 'serial_error' };
    default:
      return { type: 'other', id: frame.id };
  }
}

/**
 * The part of a data message after the page: who sent it and how strong. One object is reused for
 * every message, because several hundred a second arrive.
 */
export interface AntTrailer {
  channel: number;
  /** False where the stick did not say who sent. */
  identified: boolean;
  deviceNumber: number;
  deviceType: number;
  transmissionType: number;
  rssiDbm: number | null;
}

/** A trailer to hand to `readTrailer`. */
export function emptyTrailer(): AntTrailer {
  return {
    channel: 0,
    identified: false,
    deviceNumber: 0,
    deviceType: 0,
    transmissionType: 0,
    rssiDbm: null,
  };
}

/** RSSI measurement type 20: the next byte is signed dBm. Type 10 is the receiver's gain and no dBm. */
const RSSI_TYPE_DBM = 0x20;
/** No sender on this band may radiate more (EN 300 328: 20 dBm); the byte was damaged. */
const HIGHEST_RSSI_DBM = 20;

/**
 * Reads channel and extended trailer of a data message into `into`. Fields follow the flag byte in
 * a fixed order: channel id (4), RSSI (3 bytes on newer, 4 on older chips), time (2). RSSI takes
 * what the others leave; where that is neither 3 nor 4 only RSSI is dropped.
 * @param frame a checked data message (LEN ≥ 9)
 * @returns false when the flags promise more bytes than there are
 */
export function readTrailer(frame: AntFrame, into: AntTrailer): boolean {
  const { bytes } = frame;
  const data = frame.start + 3;
  into.identified = false;
  into.rssiDbm = null;
  // In a burst the upper three bits count packets.
  into.channel = bytes[data]! & 0x1f;
  const left = frame.length - 10;
  if (left < 0) return true;
  const flags = bytes[data + 9]!;
  const hasId = (flags & EXTENDED.channelId) !== 0;
  const rssiBytes = left - (hasId ? 4 : 0) - ((flags & EXTENDED.timestamp) !== 0 ? 2 : 0);
  if (rssiBytes < 0) return false;
  let next = data + 10;
  if (hasId) {
    into.identified = true;
    into.deviceNumber = bytes[next]! | (bytes[next + 1]! << 8);
    into.deviceType = bytes[next + 2]! & 0x7f;
    into.transmissionType = bytes[next + 3]!;
    next += 4;
  }
  if (
    (flags & EXTENDED.rssi) !== 0 &&
    (rssiBytes === 3 || rssiBytes === 4) &&
    bytes[next] === RSSI_TYPE_DBM
  ) {
    const dbm = (bytes[next + 1]! << 24) >> 24;
    into.rssiDbm = dbm > HIGHEST_RSSI_DBM ? null : dbm;
  }
  return true;
}
