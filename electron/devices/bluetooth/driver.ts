import { createHash } from 'node:crypto';
import type { DeviceReason } from '../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Driver, DriverOutlet } from '../driver.ts';
import type { Framed } from '../framing/framer.ts';
import { createH4Framer, H4, type HciPacket } from '../framing/h4-framer.ts';
import { createControllerWatch } from './controller-watch.ts';
import {
  createFrameJoiner,
  encodeFrame,
  frameFault,
  OPCODE,
  readControllerPacket,
  type ControllerMessage,
  type FrameJoiner,
} from './frames.ts';
import { createHostStack, type HostStack } from './host-stack.ts';
import { createNeighbourhood } from './neighbourhood.ts';

/** Silence within a packet after which the half of it is given up; the longest takes 90 ms at 115,200 baud. */
const INTER_BYTE_TIMEOUT_MS = 250;
/** "No room for one more link", in the words of different controllers (Vol 1 Part F, 1.3). */
const NO_MORE_LINKS: ReadonlySet<number> = new Set([0x01, 0x07, 0x09, 0x0d, 0x11]);
/** Straps that wait for a link this long are worth a word; less is the next one's turn. */
const WAITING_IS_NEWS_MS = 5_000;

/** A static random address that stays the same for a device and differs between the radios of a kiosk. */
function ownAddress(deviceId: string): string {
  const bytes = createHash('sha256').update(deviceId).digest().subarray(0, 6);
  bytes[0] = bytes[0]! | 0xc0;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/**
 * One Bluetooth radio behind a serial line. Every packet is looked at before the host stack gets it:
 * advertisements are read here and go no further, and what breaks the protocol is dropped, so that a
 * stack that throws on it is never given it.
 */
export function createBluetoothDriver(config: DeviceConfig, outlet: DriverOutlet): Driver {
  const framer = createH4Framer('controller');
  const joiners = new Map<number, FrameJoiner>();
  let nowMs = 0;
  let byteMs = 0;
  let stack: HostStack | null = null;
  let isReady = false;
  let waitingSinceMs: number | null = null;
  /** Address of the link that is being made. */
  let linking: string | null = null;

  const near = createNeighbourhood(config, outlet, {
    link(address, addressType) {
      linking = address;
      stack?.link(address, addressType);
    },
    giveUp: (address) => stack?.giveUp(address),
    unlink: (address) => stack?.unlink(address),
  });
  const watch = createControllerWatch();

  const startStack = (reason?: DeviceReason): void => {
    stopStack();
    outlet.state('starting', reason);
    watch.started(nowMs);
    const created = createHostStack(ownAddress(config.id), {
      send(packet) {
        if (packet[0] === H4.command) watch.commandSent(packet[1]! | (packet[2]! << 8), nowMs);
        outlet.send(packet);
      },
      ready() {
        isReady = true;
        emitState();
      },
      refused: () => watch.fail('controller_refused', nowMs),
      linked: (address) => near.linked(address, nowMs),
      value: (address, characteristic, value) => near.value(address, characteristic, value, nowMs),
      useless: (address) => near.useless(address, nowMs),
      unlinked: (address) => near.unlinked(address, nowMs),
      // Not from within the stack's own call: it has to return first.
      broken: () => watch.fail('controller_failed', nowMs),
    });
    stack = created;
  };

  const stopStack = (): void => {
    stack?.close();
    stack = null;
    isReady = false;
    linking = null;
    waitingSinceMs = null;
    joiners.clear();
    near.reset();
  };

  const emitState = (): void => {
    if (!isReady) return;
    const { most, waiting } = near.counts();
    waitingSinceMs = waiting === 0 ? null : (waitingSinceMs ?? nowMs);
    const isShort = waitingSinceMs !== null && nowMs - waitingSinceMs >= WAITING_IS_NEWS_MS;
    if (most === 0) outlet.state('ready', 'no_links');
    else if (isShort) outlet.state('ready', 'too_few_links');
    else outlet.state('ready');
  };

  const onData = (message: Extract<ControllerMessage, { type: 'data' }>, bytes: number): void => {
    const joiner = joiners.get(message.handle);
    if (joiner === undefined) {
      outlet.discarded('stale', bytes);
      return;
    }
    const frame = joiner.add(message.isFirst, message.bytes);
    if (frame === null) return;
    const fault = typeof frame === 'string' ? frame : frameFault(frame);
    if (fault !== null) outlet.discarded(fault, bytes);
    else if (typeof frame === 'object') stack?.received(encodeFrame(message.handle, frame));
  };

  /** An answer to an attempt that was refused: the attempt ends first, or the stack would ask again at once. */
  const onCommand = (message: Extract<ControllerMessage, { type: 'command' }>, packet: HciPacket): void => {
    watch.commandAnswered(message.opcode);
    if (message.opcode === OPCODE.createConnection && message.status !== 0 && linking !== null) {
      const address = linking;
      linking = null;
      stack?.giveUp(address);
      if (NO_MORE_LINKS.has(message.status)) near.refused(address, nowMs);
      else near.failed(address, nowMs);
    }
    stack?.received(packet);
  };

  const onLinked = (message: Extract<ControllerMessage, { type: 'linked' }>, packet: HciPacket): void => {
    const isExpected = linking !== null && (message.status !== 0 || message.address === linking);
    if (!isExpected || (message.status === 0 && joiners.has(message.handle))) {
      outlet.discarded('framing', packet.length);
      // A link nobody asked for, or one in another's place: this controller and this host have lost each other.
      if (message.status === 0) watch.fail('controller_failed', nowMs);
      return;
    }
    const address = linking!;
    linking = null;
    if (message.status === 0) joiners.set(message.handle, createFrameJoiner());
    else near.failed(address, nowMs);
    // Identities that the controller resolved (2, 3) are told to the stack as what they are (0, 1).
    const plain = Uint8Array.from(packet);
    plain[8] = plain[8]! & 1;
    stack?.received(plain);
  };

  const onPacket = (packet: HciPacket): void => {
    const message = readControllerPacket(packet);
    if (message.type !== 'bad') watch.heard(nowMs);
    switch (message.type) {
      case 'advertisements':
        for (const advertisement of message.advertisements) near.heard(advertisement, nowMs);
        return;
      case 'data':
        onData(message, packet.length);
        return;
      case 'command':
        onCommand(message, packet);
        return;
      case 'linked':
        onLinked(message, packet);
        return;
      case 'unlinked':
        joiners.delete(message.handle);
        stack?.received(packet);
        return;
      case 'hardware_error':
        watch.fail('controller_failed', nowMs);
        return;
      case 'event':
        stack?.received(packet);
        return;
      case 'bad':
        outlet.discarded(message.reason, packet.length);
        if (message.reason === 'framing') watch.damaged(nowMs);
    }
  };

  const onFramed = (item: Framed<HciPacket>): void => {
    if (item.type === 'frame') onPacket(item.frame);
    else {
      watch.damaged(nowMs);
      outlet.discarded(item.reason, item.bytes);
    }
  };

  const lookAfter = (): void => {
    const verdict = watch.verdict(nowMs);
    if (verdict === null) return;
    if (verdict.type === 'probe') stack?.listenAnew();
    else if (verdict.type === 'restart') startStack(verdict.reason);
    else {
      stopStack();
      outlet.reopen(verdict.reason);
    }
  };

  return {
    opened(at) {
      nowMs = byteMs = at;
      framer.idle(() => undefined);
      watch.opened(at);
      startStack();
    },
    received(chunk, at) {
      nowMs = byteMs = at;
      framer.push(chunk, onFramed);
      lookAfter();
    },
    tick(at) {
      nowMs = at;
      if (framer.held > 0 && at - byteMs >= INTER_BYTE_TIMEOUT_MS) framer.idle(onFramed);
      lookAfter();
      if (isReady) near.tick(at);
      emitState();
    },
    closed() {
      framer.idle(onFramed);
      stopStack();
    },
    straps: (wish) => near.wish(wish),
  };
}
