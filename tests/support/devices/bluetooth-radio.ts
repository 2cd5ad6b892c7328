import { join } from 'node:path';
import { createBluetoothSimulator, simulatedAddress } from '../../../electron/devices/bluetooth/simulator.ts';
import { readControllerPacket } from '../../../electron/devices/bluetooth/frames.ts';
import { decodePolarHeartRate } from '../../../electron/devices/bluetooth/polar-advertising-profile.ts';
import { serialSettings } from '../../../electron/devices/open-device.ts';
import { bluetooth } from '../../../electron/devices/bluetooth/registration.ts';
import { noticingHangUp } from '../../../electron/devices/transports/hang-up.ts';
import { createReopeningTransport } from '../../../electron/devices/transports/reopening.ts';
import { createSerialLine } from '../../../electron/devices/transports/serial.ts';
import { scheduleTimeout } from '../../../electron/devices/transports/transport.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../pseudo-terminal.ts';

/** A simulated controller on a pseudo-terminal, and when each of its straps said what. */
export interface BluetoothRadio {
  readonly cable: PseudoTerminal;
  /** What its straps are called that need a link. */
  readonly linked: readonly string[];
  /** Sensor ids of all its straps, by address and as printed. */
  readonly linkedIds: readonly string[];
  readonly advertising: readonly string[];
  /** Wall-clock times of values that a strap said and that nobody has read yet, oldest first, by sensor id. */
  readonly said: ReadonlyMap<string, number[]>;
  /** When a strap last said a rate; a strap comes back to one only after it went through forty others. */
  lastSaidMs(sensorId: string, bpm: number): number | undefined;
  act(action: string, args: Record<string, unknown>): void;
  /** Nobody says anything until this is called again. */
  setSilent(isSilent: boolean): void;
  stop(): Promise<void>;
}

const TICK_MS = 5;
const VALUE_OPCODE_AT = 9;
const NOTIFICATION = 0x1b;
/** Bytes of a notification that make a heart rate; a strap off the skin says less. */
const HEART_RATE_BYTES = 16;
const RATE_AT = 13;
/** Each strap goes up by this much a value, more than a simulated heart wavers, and begins anew. */
const RATE_STEP = 3;
const LOWEST_RATE = 60;
const HIGHEST_RATE = 180;

/** Wall clock with fractions of a millisecond. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

/** @param first numbers of the straps begin here */
export async function startBluetoothRadio(
  folder: string,
  name: string,
  count: { readonly linked: number; readonly advertising: number; readonly first: number },
): Promise<BluetoothRadio> {
  const { default: serialport } = await import('serialport');
  const linkedNames = Array.from({ length: count.linked }, (_unused, index) => `L${count.first + index}`);
  const advertisingNumbers = Array.from(
    { length: count.advertising },
    (_unused, index) => count.first + index,
  );
  const config: DeviceConfig = {
    id: name,
    family: 'bluetooth',
    transport: {
      type: 'simulated',
      scenario: {
        straps: [
          ...linkedNames.map((sensor, index) => ({ sensor, bpm: 100 + index })),
          ...advertisingNumbers.map((sensor) => ({ sensor, kind: 'polar', bpm: 90, advertising_ms: 300 })),
        ],
        links: 20,
      },
    },
    options: {},
  };
  const cable = await createPseudoTerminal(folder, name);
  const said = new Map<string, number[]>();
  const addressOfHandle = new Map<number, string>();
  const idOfAddress = new Map<string, string>();
  const countOf = new Map<string, number>();
  const rates = new Map<string, Map<number, number>>();
  const names = new Map<string, string>();
  const walk = new Map<string, number>();
  const note = (id: string, bpm: number): void => {
    const nowMs = preciseNow();
    (said.get(id) ?? said.set(id, []).get(id)!).push(nowMs);
    (rates.get(id) ?? rates.set(id, new Map()).get(id)!).set(bpm, nowMs);
    const next = (walk.get(id) ?? LOWEST_RATE) + RATE_STEP;
    walk.set(id, next > HIGHEST_RATE ? LOWEST_RATE : next);
    simulator.act('set_bpm', { sensor: names.get(id)!, bpm: walk.get(id)! }, performance.now());
  };

  const linkedIds = linkedNames.map((called) => simulatedAddress('strap', called));
  const advertising = advertisingNumbers.map((number) => number.toString(16).toUpperCase().padStart(8, '0'));
  for (const [index, id] of linkedIds.entries()) names.set(id, linkedNames[index]!);
  for (const [index, id] of advertising.entries()) names.set(id, String(advertisingNumbers[index]!));

  /** What is about to be written, as a person with a stop watch sees it. */
  const watch = (bytes: Uint8Array): void => {
    const message = readControllerPacket(bytes);
    if (message.type === 'linked' && message.status === 0)
      addressOfHandle.set(message.handle, message.address);
    else if (message.type === 'unlinked') addressOfHandle.delete(message.handle);
    else if (message.type === 'data') {
      if (bytes[VALUE_OPCODE_AT] === NOTIFICATION && bytes.length === HEART_RATE_BYTES)
        note(addressOfHandle.get(message.handle)!, bytes[RATE_AT]!);
    } else if (message.type === 'advertisements') {
      for (const { address, name: called, manufacturerData } of message.advertisements) {
        if (called?.startsWith('Polar') === true) idOfAddress.set(address, called.slice(-8));
        const rate = manufacturerData === null ? null : decodePolarHeartRate(manufacturerData);
        const id = idOfAddress.get(address);
        if (rate === null || id === undefined || countOf.get(address) === rate.count) continue;
        countOf.set(address, rate.count);
        note(id, rate.bpm);
      }
    }
  };

  const line = createReopeningTransport({
    openLine: createSerialLine(noticingHangUp(serialport.SerialPort.binding), {
      ...serialSettings(config, bluetooth),
      path: join(folder, `${name}-device`),
    }),
    schedule: scheduleTimeout,
    random: Math.random,
  });
  /** Written as soon as the line takes it: a controller holds back what its host is too busy for. */
  const unsent: Uint8Array[] = [];
  let isOpen = false;
  const flush = (): void => {
    while (unsent.length > 0 && line.send(unsent[0]!)) unsent.shift();
  };
  const simulator = createBluetoothSimulator(
    config,
    (bytes) => {
      watch(bytes);
      if (isOpen) unsent.push(Uint8Array.from(bytes));
      flush();
    },
    Math.random,
  );
  line.start({
    opened: () => void (isOpen = true),
    received: (chunk) => simulator.received(chunk, performance.now()),
    closed() {
      isOpen = false;
      unsent.length = 0;
    },
  });
  let isSilent = false;
  const ticking = setInterval(() => {
    flush();
    if (!isSilent) simulator.tick(performance.now());
  }, TICK_MS);
  return {
    cable,
    linked: linkedNames,
    linkedIds,
    advertising,
    said,
    lastSaidMs: (sensorId, bpm) => rates.get(sensorId)?.get(bpm),
    act: (action, args) => simulator.act(action, args, performance.now()),
    setSilent: (next) => void (isSilent = next),
    async stop() {
      clearInterval(ticking);
      await line.stop();
      await cable.unplug();
    },
  };
}
