import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { H4, type HciPacket } from '../framing/h4-framer.ts';

/**
 * What a controller says, as far as it is looked at before the host stack gets it: advertisements,
 * which the stack never sees; news about links; and whether a packet is as long as its kind must be.
 * Layouts after the Bluetooth Core Specification, Vol 4 Part E, 7.7, and the Core Specification
 * Supplement, Part A, for what is inside an advertisement.
 */
export interface Advertisement {
  readonly address: string;
  readonly addressType: 'public' | 'random';
  readonly isConnectable: boolean;
  readonly rssiDbm: number | null;
  readonly name: string | null;
  /** 16-bit services. */
  readonly services: readonly number[];
  /** Data of 16-bit services. */
  readonly serviceData: readonly (readonly [service: number, data: Uint8Array])[];
  /** Company first, then the maker's own. */
  readonly manufacturerData: Uint8Array | null;
}

export type ControllerMessage =
  | { readonly type: 'advertisements'; readonly advertisements: readonly Advertisement[] }
  /** The controller has failed inside and has to be started anew. */
  | { readonly type: 'hardware_error' }
  | { readonly type: 'data'; readonly handle: number; readonly isFirst: boolean; readonly bytes: Uint8Array }
  /** A command was taken, refused or carried out. */
  | { readonly type: 'command'; readonly opcode: number; readonly status: number; readonly bytes: Uint8Array }
  | { readonly type: 'linked'; readonly status: number; readonly handle: number; readonly address: string }
  | { readonly type: 'unlinked'; readonly handle: number; readonly reason: number }
  /** Good, and for the stack alone. */
  | { readonly type: 'event' }
  | { readonly type: 'bad'; readonly reason: DiscardReason };

export const OPCODE = {
  reset: 0x0c03,
  readBufferSize: 0x1005,
  readBdAddr: 0x1009,
  readRssi: 0x1405,
  leReadBufferSize: 0x2002,
  createConnection: 0x200d,
  readAcceptListSize: 0x200f,
  readSupportedStates: 0x201c,
} as const;

const EVENT = {
  disconnectionComplete: 0x05,
  encryptionChange: 0x08,
  commandComplete: 0x0e,
  commandStatus: 0x0f,
  hardwareError: 0x10,
  completedPackets: 0x13,
  leMeta: 0x3e,
} as const;
const LE_EVENT = {
  connectionComplete: 0x01,
  advertisingReport: 0x02,
  connectionUpdateComplete: 0x03,
} as const;

/** Bytes a command answers with when it worked, status included; what is not listed answers with its status. */
const ANSWER_BYTES: Readonly<Record<number, number>> = {
  [OPCODE.readBufferSize]: 8,
  [OPCODE.readBdAddr]: 7,
  [OPCODE.readRssi]: 4,
  [OPCODE.leReadBufferSize]: 4,
  [OPCODE.readAcceptListSize]: 2,
  [OPCODE.readSupportedStates]: 9,
};
const CONNECTION_COMPLETE_BYTES = 19;
const CONNECTION_UPDATE_BYTES = 10;
const REPORT_HEADER_BYTES = 9;
const RSSI_UNKNOWN = 127;
const HIGHEST_RSSI = 20;
const MOST_REPORTS = 0x19;

const BAD: ControllerMessage = { type: 'bad', reason: 'framing' };
const UNUSED: ControllerMessage = { type: 'bad', reason: 'unsupported' };

/** @param packet one whole HCI packet; nothing that is returned outlives it but what was copied */
export function readControllerPacket(packet: HciPacket): ControllerMessage {
  return packet[0] === H4.acl ? readData(packet) : readEvent(packet);
}

function readData(packet: HciPacket): ControllerMessage {
  const first = packet[1]! | (packet[2]! << 8);
  const boundary = (first >> 12) & 0x3;
  // Broadcasts, and the boundary flags of other links, do not come from a controller on an LE link.
  if (first >> 14 !== 0 || (boundary !== 1 && boundary !== 2)) return BAD;
  return { type: 'data', handle: first & 0x0fff, isFirst: boundary === 2, bytes: packet.subarray(5) };
}

function readEvent(packet: HciPacket): ControllerMessage {
  const parameters = packet.subarray(3);
  const u16 = (at: number): number => parameters[at]! | (parameters[at + 1]! << 8);
  switch (packet[1]) {
    case EVENT.commandComplete:
      return readCommandComplete(parameters);
    case EVENT.commandStatus:
      if (parameters.length < 4) return BAD;
      return { type: 'command', opcode: u16(2), status: parameters[0]!, bytes: parameters.subarray(0, 1) };
    case EVENT.disconnectionComplete:
      if (parameters.length < 4) return BAD;
      return parameters[0] === 0
        ? { type: 'unlinked', handle: u16(1) & 0x0fff, reason: parameters[3]! }
        : UNUSED;
    case EVENT.completedPackets:
      return parameters.length >= 1 && parameters.length === 1 + 4 * parameters[0]! ? { type: 'event' } : BAD;
    case EVENT.hardwareError:
      return { type: 'hardware_error' };
    case EVENT.encryptionChange:
      return parameters.length < 4 ? BAD : { type: 'event' };
    case EVENT.leMeta:
      return readLeEvent(parameters);
    default:
      return UNUSED;
  }
}

function readCommandComplete(parameters: Uint8Array): ControllerMessage {
  if (parameters.length < 3) return BAD;
  const opcode = parameters[1]! | (parameters[2]! << 8);
  // Said when the controller merely has room for commands again.
  if (opcode === 0) return { type: 'event' };
  const answer = parameters.subarray(3);
  const status = answer[0];
  if (status === undefined || (status === 0 && answer.length < (ANSWER_BYTES[opcode] ?? 1))) return BAD;
  return { type: 'command', opcode, status, bytes: answer };
}

function readLeEvent(parameters: Uint8Array): ControllerMessage {
  switch (parameters[0]) {
    case LE_EVENT.advertisingReport:
      return readAdvertisements(parameters);
    case LE_EVENT.connectionComplete: {
      if (parameters.length < CONNECTION_COMPLETE_BYTES) return BAD;
      const handle = (parameters[2]! | (parameters[3]! << 8)) & 0x0fff;
      // As peripheral, which this host never is.
      return parameters[1] === 0 && parameters[4] !== 0
        ? UNUSED
        : {
            type: 'linked',
            status: parameters[1]!,
            handle,
            address: formatAddress(parameters.subarray(6, 12)),
          };
    }
    case LE_EVENT.connectionUpdateComplete:
      return parameters.length < CONNECTION_UPDATE_BYTES ? BAD : { type: 'event' };
    default:
      return UNUSED;
  }
}

/** Several reports follow each other whole, as controllers send them and BlueZ reads them. */
function readAdvertisements(parameters: Uint8Array): ControllerMessage {
  const count = parameters[1];
  if (count === undefined || count === 0 || count > MOST_REPORTS) return BAD;
  const advertisements: Advertisement[] = [];
  let at = 2;
  // A BCM20702A0 announces more reports than it sends (node-ble-host, adapter.js).
  for (let index = 0; index < count && (index === 0 || at < parameters.length); index += 1) {
    const end = at + REPORT_HEADER_BYTES + (parameters[at + REPORT_HEADER_BYTES - 1] ?? 0);
    if (end >= parameters.length) return BAD;
    const advertisement = readReport(parameters.subarray(at, end + 1));
    if (advertisement === null) return BAD;
    advertisements.push(advertisement);
    at = end + 1;
  }
  return { type: 'advertisements', advertisements };
}

function readReport(report: Uint8Array): Advertisement | null {
  const [eventType, addressType] = report;
  if (eventType! > 4 || addressType! > 3) return null;
  const rssi = (report[report.length - 1]! << 24) >> 24;
  const found = readAdvertisingData(report.subarray(REPORT_HEADER_BYTES, report.length - 1));
  return {
    address: formatAddress(report.subarray(2, 8)),
    // 2 and 3 are identities that a controller resolved; the lower bit tells the kind all the same.
    addressType: (addressType! & 1) === 0 ? 'public' : 'random',
    isConnectable: eventType! <= 1,
    rssiDbm: rssi === RSSI_UNKNOWN || rssi > HIGHEST_RSSI ? null : rssi,
    ...found,
  };
}

/** Six bytes, lowest first, as `C0:FF:EE:12:34:56`. */
export function formatAddress(bytes: Uint8Array): string {
  let text = '';
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    text += bytes[index]!.toString(16).padStart(2, '0').toUpperCase() + (index > 0 ? ':' : '');
  }
  return text;
}

const AD = {
  someServices: 0x02,
  services: 0x03,
  shortName: 0x08,
  name: 0x09,
  serviceData: 0x16,
  maker: 0xff,
};

/** What lies behind a length that lies is not looked at; what came before it counts. */
export function readAdvertisingData(
  data: Uint8Array,
): Pick<Advertisement, 'name' | 'services' | 'serviceData' | 'manufacturerData'> {
  let name: string | null = null;
  let manufacturerData: Uint8Array | null = null;
  const services: number[] = [];
  const serviceData: (readonly [number, Uint8Array])[] = [];
  for (let at = 0; at < data.length;) {
    const length = data[at]!;
    if (length === 0 || at + length >= data.length) break;
    const value = data.subarray(at + 2, at + 1 + length);
    const type = data[at + 1];
    if (type === AD.name || (type === AD.shortName && name === null)) name = readName(value);
    else if (type === AD.someServices || type === AD.services) {
      for (let index = 0; index + 2 <= value.length; index += 2)
        services.push(value[index]! | (value[index + 1]! << 8));
    } else if (type === AD.serviceData && value.length >= 2)
      serviceData.push([value[0]! | (value[1]! << 8), value.slice(2)]);
    else if (type === AD.maker && value.length >= 2) manufacturerData = value.slice();
    at += 1 + length;
  }
  return { name, services, serviceData, manufacturerData };
}

const decoder = new TextDecoder();

function readName(value: Uint8Array): string | null {
  const end = value.indexOf(0);
  const text = decoder.decode(end === -1 ? value : value.subarray(0, end)).trim();
  return text === '' ? null : text;
}

/** One L2CAP frame of a link, whole. */
export interface LinkFrame {
  readonly channel: number;
  readonly payload: Uint8Array;
}

/** Channels of an LE link without connection-oriented ones (Vol 3 Part A, 2.1). */
export const CHANNEL = { att: 0x0004, signaling: 0x0005, security: 0x0006 } as const;
const L2CAP_HEADER_BYTES = 4;
/** The longest attribute value with its header: no frame of ours is longer. */
const LONGEST_PAYLOAD_BYTES = 517;

/** Puts the fragments of one link's frames together; holds at most one frame. */
export interface FrameJoiner {
  /** @returns a whole frame, null while more is to come, or why these bytes are dropped */
  add(isFirst: boolean, bytes: Uint8Array): LinkFrame | DiscardReason | null;
}

export function createFrameJoiner(): FrameJoiner {
  const held = new Uint8Array(L2CAP_HEADER_BYTES + LONGEST_PAYLOAD_BYTES);
  let length = 0;
  return {
    add(isFirst, bytes) {
      if (isFirst) length = 0;
      else if (length === 0) return 'framing';
      if (length + bytes.length > held.length) {
        length = 0;
        return 'overlong';
      }
      held.set(bytes, length);
      length += bytes.length;
      if (length < L2CAP_HEADER_BYTES) return null;
      const payloadBytes = held[0]! | (held[1]! << 8);
      const missing = L2CAP_HEADER_BYTES + payloadBytes - length;
      if (missing > 0 && payloadBytes <= LONGEST_PAYLOAD_BYTES) return null;
      const whole = held.slice(L2CAP_HEADER_BYTES, length);
      length = 0;
      if (missing > 0) return 'overlong';
      return missing < 0 ? 'framing' : { channel: held[2]! | (held[3]! << 8), payload: whole };
    },
  };
}

const ATT_VALUE_HEADER_BYTES = 3;
const ATT_NOTIFICATION = 0x1b;
const ATT_INDICATION = 0x1d;
const PARAMETER_UPDATE_REQUEST = 0x12;

/** Why the stack is not given a frame, or null. Pairing is none of ours, and signaling all but one request. */
export function frameFault({ channel, payload }: LinkFrame): DiscardReason | null {
  if (channel === CHANNEL.att) {
    const isValue = payload[0] === ATT_NOTIFICATION || payload[0] === ATT_INDICATION;
    return payload.length === 0 || (isValue && payload.length < ATT_VALUE_HEADER_BYTES) ? 'framing' : null;
  }
  if (channel === CHANNEL.signaling && payload[0] === PARAMETER_UPDATE_REQUEST) return null;
  return 'unsupported';
}

/** The frame as one unfragmented packet of its link. */
export function encodeFrame(handle: number, { channel, payload }: LinkFrame): Uint8Array {
  const packet = new Uint8Array(5 + L2CAP_HEADER_BYTES + payload.length);
  const length = L2CAP_HEADER_BYTES + payload.length;
  packet.set([H4.acl, handle & 0xff, (handle >> 8) | 0x20, length & 0xff, length >> 8]);
  packet.set([payload.length & 0xff, payload.length >> 8, channel & 0xff, channel >> 8], 5);
  packet.set(payload, 5 + L2CAP_HEADER_BYTES);
  return packet;
}
