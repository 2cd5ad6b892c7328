import { z } from 'zod';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Simulator } from '../driver.ts';
import { createSimulatedController } from './simulated-controller.ts';
import {
  addressBytes,
  createSimulatedPeer,
  type PeerSettings,
  type SimulatedPeer,
} from './simulated-peer.ts';

const sensor = z.union([z.number().int().min(1).max(0xff_ffff), z.string().min(1).max(28)]).transform(String);
const bpm = z.number().min(30).max(230);

/** What `transport.scenario` may say for a simulated controller. */
const scenarioSchema = z.object({
  straps: z
    .array(
      z.object({
        /** Ends the strap's name, and makes its address. */
        sensor,
        bpm: bpm.default(95),
        /** `polar`: tells its rate in its advertisements. */
        kind: z.enum(['strap', 'polar']).default('strap'),
        battery_percent: z.number().int().min(0).max(100).default(80),
        rssi_dbm: z.number().int().min(-127).max(0).default(-60),
        /** Has an address that changes, as many watches have. */
        private: z.boolean().default(false),
        serial_number: z.string().max(25).default('SN-0001'),
        advertising_ms: z.number().int().min(20).max(10_240).default(250),
      }),
    )
    .max(128)
    .default([]),
  scales: z
    .array(
      z.object({
        sensor,
        /** `broadcasting_scale`: tells its weight in its advertisements. */
        kind: z.enum(['scale', 'broadcasting_scale']).default('scale'),
      }),
    )
    .max(8)
    .default([]),
  /** Links the controller takes. */
  links: z.number().int().min(0).max(64).default(20),
  dumb: z.boolean().default(false),
  refuses: z.boolean().default(false),
});

const actions = {
  wear: z.object({ sensor, bpm: bpm.default(95) }),
  remove: z.object({ sensor }),
  vanish: z.object({ sensor }),
  set_bpm: z.object({ sensor, bpm }),
  weigh: z.object({
    sensor: sensor.optional(),
    kg: z.number().min(0).max(300),
    fat_percent: z.number().min(1).max(75).optional(),
  }),
  noise: z.object({ bytes: z.number().int().min(1).max(4_096).default(32) }),
  lie: z.object({ sensor }),
  change_address: z.object({ sensor }),
} as const;

/** A static random address made of what the strap or scale is called. */
export function simulatedAddress(kind: PeerSettings['kind'], called: string): string {
  const name = nameOf(kind, called);
  let hash = 0x811c_9dc5;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x0100_0193) >>> 0;
  const hex = hash.toString(16).padStart(8, '0').toUpperCase();
  return ['C0', 'FF', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6), hex.slice(6, 8)].join(':');
}

/** A resolvable private address, another one each time. */
function privateAddress(called: string, turn: number): string {
  return simulatedAddress('strap', `${called}.${turn}`).replace(/^C0/, '5A');
}

/** Polar ids have eight digits of which the last is a check digit; simulated ones just have eight. */
function nameOf(kind: PeerSettings['kind'], called: string): string {
  const id = /^\d+$/.test(called) ? Number(called).toString(16).toUpperCase().padStart(8, '0') : called;
  if (kind === 'polar') return `Polar H10 ${id}`;
  return kind === 'strap' ? `Strap ${called}` : `Scale ${called}`;
}

/** A controller on a serial line with straps and scales around it. */
export function createBluetoothSimulator(
  config: DeviceConfig,
  send: (bytes: Uint8Array) => void,
  random: () => number,
): Simulator {
  const scenario = scenarioSchema.parse(
    config.transport.type === 'simulated' ? (config.transport.scenario ?? {}) : {},
  );
  const peers = new Map<string, SimulatedPeer>();
  let placed = false;
  /** How often addresses have changed. */
  let turns = 0;
  const controller = createSimulatedController(scenario, () => peers.values(), send);

  const put = (
    called: string,
    kind: PeerSettings['kind'],
    rest: Partial<PeerSettings>,
    nowMs: number,
  ): SimulatedPeer => {
    const name = nameOf(kind, called);
    const peer = createSimulatedPeer(
      {
        address: simulatedAddress(kind, called),
        name,
        kind,
        bpm: 95,
        batteryPercent: 80,
        rssiDbm: -60,
        advertisingMs: 250,
        random,
        serialNumber: 'SN-0001',
        ...rest,
      },
      nowMs,
    );
    peers.set(called, peer);
    return peer;
  };

  const place = (nowMs: number): void => {
    if (placed) return;
    placed = true;
    for (const strap of scenario.straps) {
      const { battery_percent: batteryPercent, rssi_dbm: rssiDbm, advertising_ms: advertisingMs } = strap;
      const settings = {
        bpm: strap.bpm,
        batteryPercent,
        rssiDbm,
        advertisingMs,
        serialNumber: strap.serial_number,
      };
      const address = strap.private ? { address: privateAddress(strap.sensor, 0) } : {};
      put(strap.sensor, strap.kind, { ...settings, ...address }, nowMs);
    }
    for (const scale of scenario.scales) put(scale.sensor, scale.kind, {}, nowMs);
  };

  const find = (called: string): SimulatedPeer => {
    const peer = peers.get(called);
    if (peer === undefined) throw new Error(`nothing simulated is called ${called}`);
    return peer;
  };

  const acts: Readonly<Record<string, (args: Readonly<Record<string, unknown>>, nowMs: number) => void>> = {
    wear(args, nowMs) {
      const worn = actions.wear.parse(args);
      const peer = peers.get(worn.sensor) ?? put(worn.sensor, 'strap', {}, nowMs);
      peer.bpm = worn.bpm;
      peer.state = 'worn';
    },
    remove: (args) => void (find(actions.remove.parse(args).sensor).state = 'removed'),
    vanish(args, nowMs) {
      const peer = find(actions.vanish.parse(args).sensor);
      peer.state = 'away';
      controller.lose(peer, nowMs);
    },
    set_bpm(args) {
      const set = actions.set_bpm.parse(args);
      find(set.sensor).bpm = set.bpm;
    },
    weigh(args, nowMs) {
      const { sensor: called, kg, fat_percent: fat } = actions.weigh.parse(args);
      const scale =
        called === undefined
          ? [...peers.values()].find(({ settings }) => settings.kind.endsWith('scale'))
          : peers.get(called);
      (scale ?? put(called ?? '1', 'scale', {}, nowMs)).weigh(kg, fat ?? null, nowMs);
    },
    noise: (args) =>
      send(Uint8Array.from({ length: actions.noise.parse(args).bytes }, () => Math.floor(random() * 256))),
    change_address(args) {
      const { sensor: called } = actions.change_address.parse(args);
      turns += 1;
      find(called).addressBytes = addressBytes(privateAddress(called, turns));
    },
    lie: (args) => controller.lie(find(actions.lie.parse(args).sensor)),
    hardware_error: () => controller.hardwareError(),
  };

  return {
    received(chunk, nowMs) {
      place(nowMs);
      controller.received(chunk, nowMs);
    },
    tick(nowMs) {
      place(nowMs);
      controller.tick(nowMs);
    },
    act(action, args, nowMs) {
      place(nowMs);
      const act = acts[action];
      if (act === undefined) throw new Error(`a Bluetooth controller cannot ${action}`);
      act(args, nowMs);
    },
  };
}
