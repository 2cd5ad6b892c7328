import { EventEmitter } from 'node:events';
import { createRequire, registerHooks } from 'node:module';

/**
 * The public library `incyclist-ant-plus` fed with our bytes: its own USB data handler behind a fake
 * USB device, its own channel and heart rate sensor. A yardstick only; the product does not use it.
 */
export interface Peer {
  push(chunk: Uint8Array): void;
}

interface PeerDevice {
  channels: unknown[];
  openUSBDevice(device: object): Promise<boolean>;
}
interface PeerChannel {
  attach(sensor: object): void;
  on(
    event: 'data',
    listener: (
      profile: string,
      sensor: number,
      state: { ComputedHeartRate?: number; BeatCount?: number },
    ) => void,
  ): void;
}
interface PeerClasses {
  readonly AntDevice: new (options: object) => PeerDevice;
  readonly Channel: new (channel: number, device: PeerDevice) => PeerChannel;
  readonly HeartRateSensor: new (sensor: number) => object;
}

function loadPeer(): PeerClasses | null {
  // Its USB part is native and not needed: the fake device below takes its place.
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'usb') return next(specifier, context);
      return { url: 'fake:usb', format: 'commonjs', shortCircuit: true };
    },
    load(url, context, next) {
      if (url !== 'fake:usb') return next(url, context);
      return { format: 'commonjs', source: 'exports.getDeviceList = () => [];', shortCircuit: true };
    },
  });
  try {
    const require = createRequire(import.meta.url);
    const main = require('incyclist-ant-plus') as Omit<PeerClasses, 'AntDevice'>;
    const bindings = require('incyclist-ant-plus/lib/bindings') as Pick<PeerClasses, 'AntDevice'>;
    return { AntDevice: bindings.AntDevice, Channel: main.Channel, HeartRateSensor: main.HeartRateSensor };
  } catch {
    return null;
  } finally {
    hooks.deregister();
  }
}

let classes: PeerClasses | null | undefined;

/**
 * @param heard called with every heart rate the peer tells
 * @returns null where the library is not installed
 */
export async function createIncyclistPeer(
  heard: (sensor: number, beatCount: number, bpm: number) => void,
): Promise<Peer | null> {
  classes ??= loadPeer();
  if (classes === null || classes === undefined) return null;
  const { AntDevice, Channel, HeartRateSensor } = classes;
  const input = Object.assign(new EventEmitter(), { startPoll: () => undefined });
  const fake = {
    open: () => undefined,
    interfaces: [
      { isKernelDriverActive: () => false, claim: () => undefined, endpoints: [input, new EventEmitter()] },
    ],
  };
  const device = new AntDevice({});
  await device.openUSBDevice(fake);
  const channel = new Channel(0, device);
  device.channels = [channel];
  channel.attach(new HeartRateSensor(0));
  channel.on('data', (_profile, sensor, state) =>
    heard(sensor, state.BeatCount ?? -1, state.ComputedHeartRate ?? -1),
  );
  return {
    push(chunk) {
      const { log } = console;
      // It prints every message it trips over.
      console.log = () => undefined;
      try {
        input.emit('data', Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      } finally {
        console.log = log;
      }
    },
  };
}
