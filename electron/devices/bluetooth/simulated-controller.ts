import { createH4Framer } from '../framing/h4-framer.ts';
import { CHANNEL, createFrameJoiner, encodeFrame, OPCODE, type FrameJoiner } from './frames.ts';
import type { SimulatedPeer } from './simulated-peer.ts';

/** How a simulated controller behaves, faults included. */
export interface ControllerFaults {
  /** Never says anything. */
  readonly dumb: boolean;
  /** Refuses to be set up. */
  readonly refuses: boolean;
  /** Links it takes; 0 for firmware that only listens. */
  readonly links: number;
}

/** A Bluetooth LE controller on a serial line, with peers in the air around it. */
export interface SimulatedController {
  received(chunk: Uint8Array, nowMs: number): void;
  tick(nowMs: number): void;
  /** Every link breaks: the peer is out of reach. */
  lose(peer: SimulatedPeer, nowMs: number): void;
  hardwareError(): void;
  /** An ACL packet on the peer's link whose inner length says more than there is. */
  lie(peer: SimulatedPeer): void;
}

interface Link {
  readonly handle: number;
  readonly peer: SimulatedPeer;
  readonly joiner: FrameJoiner;
  /** When a lost peer's link is given up. */
  lostMs: number | null;
}

const COMMAND_HEADER_BYTES = 4;
const ACL_BYTES = 251;
const ACL_BUFFERS = 8;
const COMMAND_DISALLOWED = 0x0c;
const LIMIT_EXCEEDED = 0x09;
const UNKNOWN_COMMAND = 0x01;
const UNKNOWN_CONNECTION = 0x02;
const TIMED_OUT = 0x08;
const BY_PEER = 0x13;
const BY_HOST = 0x16;
/** As the host asks for: a link not heard on for this long is gone. */
const SUPERVISION_MS = 4_000;
const DISCONNECT = 0x0406;
const SET_SCAN_ENABLE = 0x200c;
const CANCEL = 0x200e;
const CONNECTION_UPDATE = 0x2013;
/** Commands that are answered with nothing but their status. */
const PLAIN: ReadonlySet<number> = new Set([
  0x0c01,
  OPCODE.reset,
  0x2001,
  0x2005,
  0x200b,
  SET_SCAN_ENABLE,
  0x2010,
  0x2011,
  0x2012,
]);

const u16 = (value: number): number[] => [value & 0xff, value >> 8];

export function createSimulatedController(
  faults: ControllerFaults,
  peers: () => Iterable<SimulatedPeer>,
  send: (bytes: Uint8Array) => void,
): SimulatedController {
  const framer = createH4Framer('host');
  const links = new Map<number, Link>();
  let scanning = false;
  let wanted: string | null = null;
  let nowMs = 0;

  const event = (code: number, parameters: readonly number[]): void =>
    send(Uint8Array.from([0x04, code, parameters.length, ...parameters]));
  const complete = (opcode: number, answer: readonly number[]): void =>
    event(0x0e, [1, ...u16(opcode), ...answer]);
  const status = (opcode: number, code: number): void => event(0x0f, [code, 1, ...u16(opcode)]);

  const answers: Readonly<Record<number, readonly number[]>> = {
    [OPCODE.readBdAddr]: [0, 0, 0, 0, 0, 0, 0],
    [OPCODE.leReadBufferSize]: [0, ...u16(ACL_BYTES), ACL_BUFFERS],
    [OPCODE.readAcceptListSize]: [0, 8],
    [OPCODE.readSupportedStates]: [0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x03, 0, 0],
  };

  const linkOf = (peer: SimulatedPeer): Link | undefined => {
    for (const link of links.values()) if (link.peer === peer) return link;
    return undefined;
  };

  const end = (link: Link, reason: number): void => {
    links.delete(link.handle);
    link.peer.nextAdvertisingMs = nowMs;
    event(0x05, [0, ...u16(link.handle), reason]);
  };

  const connect = (peer: SimulatedPeer): void => {
    wanted = null;
    let handle = 0;
    while (links.has(handle)) handle += 1;
    links.set(handle, { handle, peer, joiner: createFrameJoiner(), lostMs: null });
    peer.linked();
    event(0x3e, [0x01, 0, ...u16(handle), 0, 1, ...peer.addressBytes, ...u16(40), ...u16(0), ...u16(400), 0]);
  };

  const failedConnection = (code: number): void => {
    wanted = null;
    event(0x3e, [0x01, code, ...Array.from({ length: 17 }, () => 0)]);
  };

  const command = (opcode: number, parameters: Uint8Array): void => {
    const handle = (parameters[0] ?? 0) | ((parameters[1] ?? 0) << 8);
    if (opcode === OPCODE.reset) {
      links.clear();
      scanning = false;
      wanted = null;
    }
    if (faults.refuses && opcode !== OPCODE.reset) complete(opcode, [UNKNOWN_COMMAND]);
    else if (answers[opcode] !== undefined) complete(opcode, answers[opcode]);
    else if (opcode === OPCODE.createConnection) {
      const isFull = links.size >= faults.links;
      if (isFull || wanted !== null) status(opcode, isFull ? LIMIT_EXCEEDED : COMMAND_DISALLOWED);
      else {
        wanted = Buffer.from(parameters.subarray(6, 12)).toString('hex');
        status(opcode, 0);
      }
    } else if (opcode === CANCEL) {
      complete(opcode, [wanted === null ? COMMAND_DISALLOWED : 0]);
      if (wanted !== null) failedConnection(UNKNOWN_CONNECTION);
    } else if (opcode === DISCONNECT) {
      const link = links.get(handle);
      status(opcode, link === undefined ? UNKNOWN_CONNECTION : 0);
      if (link !== undefined) end(link, BY_HOST);
    } else if (opcode === CONNECTION_UPDATE) {
      status(opcode, 0);
      event(0x3e, [0x03, 0, ...u16(handle), ...parameters.subarray(4, 6), ...parameters.subarray(6, 10)]);
    } else if (PLAIN.has(opcode)) {
      if (opcode === SET_SCAN_ENABLE) scanning = parameters[0] === 1;
      complete(opcode, [0]);
    } else complete(opcode, [UNKNOWN_COMMAND]);
  };

  const data = (packet: Uint8Array): void => {
    const handle = (packet[1]! | (packet[2]! << 8)) & 0x0fff;
    const link = links.get(handle);
    event(0x13, [1, ...u16(handle), ...u16(1)]);
    if (link === undefined || link.peer.state === 'away') return;
    const isFirst = ((packet[2]! >> 4) & 0x3) !== 1;
    const frame = link.joiner.add(isFirst, packet.subarray(5));
    if (frame === null || typeof frame === 'string' || frame.channel !== CHANNEL.att) return;
    const answer = link.peer.answer(frame.payload);
    if (answer !== null) send(encodeFrame(handle, { channel: CHANNEL.att, payload: answer }));
  };

  const report = (peer: SimulatedPeer, eventType: number, payload: Uint8Array): void =>
    event(0x3e, [
      0x02,
      1,
      eventType,
      1,
      ...peer.addressBytes,
      payload.length,
      ...payload,
      peer.settings.rssiDbm & 0xff,
    ]);

  const advertise = (peer: SimulatedPeer): void => {
    if (nowMs < peer.nextAdvertisingMs) return;
    // A pause of the host's clock is not made up for.
    const late = nowMs - peer.nextAdvertisingMs;
    peer.nextAdvertisingMs = (late > 1_000 ? nowMs : peer.nextAdvertisingMs) + peer.settings.advertisingMs;
    if (wanted !== null && Buffer.from(peer.addressBytes).toString('hex') === wanted) {
      connect(peer);
      return;
    }
    if (!scanning) return;
    const [payload, scanResponse] = peer.advertising(nowMs);
    report(peer, 0x00, payload);
    report(peer, 0x04, scanResponse);
  };

  return {
    received(chunk, at) {
      nowMs = at;
      if (faults.dumb) return;
      framer.push(chunk, (item) => {
        if (item.type !== 'frame') return;
        const packet = item.frame;
        if (packet[0] === 0x01) command(packet[1]! | (packet[2]! << 8), packet.slice(COMMAND_HEADER_BYTES));
        else data(packet);
      });
    },
    tick(at) {
      nowMs = at;
      for (const link of links.values()) {
        if (link.lostMs !== null && at - link.lostMs >= SUPERVISION_MS) end(link, TIMED_OUT);
        if (link.peer.state === 'away') continue;
        if (link.peer.isDone(at)) {
          end(link, BY_PEER);
          continue;
        }
        for (const payload of link.peer.due(at))
          send(encodeFrame(link.handle, { channel: CHANNEL.att, payload }));
      }
      for (const peer of peers()) {
        const goesOn = peer.settings.kind === 'polar' || peer.settings.kind === 'broadcasting_scale';
        const isQuiet = peer.state === 'away' || (peer.state === 'removed' && !goesOn);
        if (!isQuiet && linkOf(peer) === undefined) advertise(peer);
      }
    },
    lose(peer, at) {
      const link = linkOf(peer);
      if (link !== undefined) link.lostMs = at;
    },
    hardwareError: () => event(0x10, [0x01]),
    lie(peer) {
      const link = linkOf(peer);
      if (link === undefined) return;
      send(Uint8Array.from([0x02, ...u16(link.handle | 0x2000), ...u16(7), ...u16(600), 4, 0, 0x1b, 3, 0]));
    },
  };
}
