import { createBluetoothDriver } from '../../../electron/devices/bluetooth/driver.ts';
import { createBluetoothSimulator } from '../../../electron/devices/bluetooth/simulator.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import { readingSchema } from '../../../shared/contract/readings.ts';
import { seededRandom } from '../seeded-random.ts';

/** What a radio made of a controller that damages what it says. */
export interface BluetoothFuzz {
  readonly packets: number;
  readonly damaged: number;
  readonly readings: number;
  /** Readings that the contract forbids; none is right. */
  readonly implausible: number;
  readonly exceptions: readonly string[];
  /** How often the controller was set up anew. */
  readonly restarts: number;
  /** Heap in use after a collection: before, after the first tenth, at the end. Bytes. */
  readonly heapBytes: readonly [before: number, warm: number, after: number];
}

const STEP_MS = 25;
const DAMAGED_SHARE = 0.3;
const MOST_EXCEPTIONS_KEPT = 10;
const CONFIG: DeviceConfig = {
  id: 'fuzz',
  family: 'bluetooth',
  transport: {
    type: 'simulated',
    scenario: {
      straps: [
        ...Array.from({ length: 8 }, (_unused, index) => ({ sensor: `L${index}`, advertising_ms: 100 })),
        ...Array.from({ length: 8 }, (_unused, index) => ({ sensor: index + 1, kind: 'polar' })),
      ],
      scales: [{ sensor: 'S' }, { sensor: 'M', kind: 'broadcasting_scale' }],
    },
  },
  options: {},
};

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Damages one packet: bits, lengths inside, what is behind the header, or all of an attribute's value. */
function damage(packet: Uint8Array, random: () => number): Uint8Array {
  const below = (bound: number): number => Math.floor(random() * bound);
  const bytes = Uint8Array.from(packet);
  const kind = below(6);
  if (kind === 0) bytes[below(bytes.length)]! ^= 1 << below(8);
  else if (kind === 1) return bytes.subarray(0, below(bytes.length) + 1);
  else if (kind === 2) for (let at = 3; at < bytes.length; at += 1) bytes[at] = below(256);
  else if (kind === 3) bytes[Math.min(bytes.length - 1, 3 + below(6))] = below(256);
  else if (kind === 4) {
    // The same header, more or less behind it: lengths that fit H4 and lie inside.
    const length = below(60);
    const start = bytes[0] === 0x02 ? 5 : 3;
    const grown = new Uint8Array(start + length);
    grown.set(bytes.subarray(0, start));
    for (let at = start; at < grown.length; at += 1) grown[at] = bytes[at] ?? below(256);
    if (bytes[0] === 0x02) grown.set([length & 0xff, length >> 8], 3);
    else grown[2] = length;
    return grown;
  } else for (let at = 9; at < bytes.length; at += 1) if (random() < 0.5) bytes[at] = below(256);
  return bytes;
}

/**
 * A radio in full dialogue with a controller that damages three packets in ten: while it is set up,
 * while straps are linked and while they tell their values.
 * @param packets how many altogether
 */
export function fuzzBluetooth(packets: number, seed: number): BluetoothFuzz {
  const random = seededRandom(seed);
  const toHost: Uint8Array[] = [];
  const toDevice: Uint8Array[] = [];
  const exceptions: string[] = [];
  const counts = { packets: 0, damaged: 0, readings: 0, implausible: 0, restarts: 0 };
  const simulator = createBluetoothSimulator(CONFIG, (bytes) => void toHost.push(bytes), random);
  let mustReopen = false;
  const driver = createBluetoothDriver(CONFIG, {
    send: (bytes) => void toDevice.push(Uint8Array.from(bytes)),
    reading(said) {
      counts.readings += 1;
      if (!readingSchema.safeParse({ ...said, device: 'fuzz', at: 0 }).success) counts.implausible += 1;
    },
    discarded: () => undefined,
    state: (state) => void (counts.restarts += Number(state === 'starting')),
    reopen: () => void (mustReopen = true),
    tune: () => undefined,
  });
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (exceptions.length < MOST_EXCEPTIONS_KEPT) exceptions.push(String(error));
    }
  };
  const heard = (packet: Uint8Array, nowMs: number): void => {
    const isDamaged = random() < DAMAGED_SHARE;
    counts.packets += 1;
    counts.damaged += Number(isDamaged);
    guarded(() => driver.received(isDamaged ? damage(packet, random) : packet, nowMs));
  };

  const before = heapInUse();
  let warm: number | null = null;
  driver.opened(0);
  driver.straps!({ known: [], worn: [], pairing: true });
  for (let nowMs = STEP_MS; counts.packets < packets; nowMs += STEP_MS) {
    for (const bytes of toDevice.splice(0)) simulator.received(bytes, nowMs);
    simulator.tick(nowMs);
    if (nowMs % 20_000 === 0) {
      simulator.act('weigh', { kg: 40 + random() * 100, fat_percent: 20 }, nowMs);
      simulator.act('weigh', { sensor: 'M', kg: 40 + random() * 100 }, nowMs);
    }
    for (const packet of toHost.splice(0)) heard(packet, nowMs);
    guarded(() => driver.tick(nowMs));
    if (mustReopen) {
      mustReopen = false;
      guarded(() => {
        driver.closed();
        driver.opened(nowMs);
      });
    }
    if (warm === null && counts.packets >= packets / 10) warm = heapInUse();
  }
  driver.closed();
  return { ...counts, exceptions, heapBytes: [before, warm ?? before, heapInUse()] };
}
