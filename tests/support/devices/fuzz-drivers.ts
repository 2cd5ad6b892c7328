import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { DeviceConfig, DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import { readingSchema } from '../../../shared/contract/readings.ts';
import type { Driver, DriverOutlet, FamilyRegistration } from '../../../electron/devices/driver.ts';
import { FAMILIES } from '../../../electron/devices/family-registry.ts';
import { mutate, type MutationKind } from './mutate-bytes.ts';
import { seededRandom } from '../seeded-random.ts';

/** What one family made of the bytes it was fed. */
export interface FuzzedFamily {
  readonly family: DeviceFamily;
  lines: number;
  bytes: number;
  readings: number;
  /** Readings that the contract forbids; none is right. */
  implausible: number;
  /** Those thrown, at most the first ten as text. */
  readonly exceptions: string[];
  readonly discarded: Partial<Record<DiscardReason, number>>;
}

export interface FuzzReport {
  readonly families: readonly FuzzedFamily[];
  readonly kinds: Readonly<Record<MutationKind, number>>;
  /** Heap in use after a collection: before, after the first tenth of the lines, at the end. Bytes. */
  readonly heapBytes: readonly [before: number, warm: number, after: number];
  readonly seconds: number;
}

const STEPS_PER_SEED_RUN = 1_200;
const STEP_MS = 50;
/** Between two messages to all drivers in turn, so that each hears its next some 200 ms later: two scans, not one. */
const MS_PER_LINE = 10;
const SEEDS_KEPT = 256;
const MOST_EXCEPTIONS_KEPT = 10;
/** Lines of other dialects, so that every family also meets what it does not speak. */
const FOREIGN = [
  'S S     82.70 kg\r\n',
  '\u0002082.70\r',
  'ST,GS,+   82.70kg\r\n',
  '99999.9 kg\r\n',
  '--82.7 kg\r\n',
];
/** What may happen at a device; each far end takes the ones it knows. */
const OCCASIONS: readonly (readonly [action: string, args: (random: () => number) => object])[] = [
  ['step_on', (random) => ({ kg: 30 + random() * 200 })],
  ['hold', (random) => ({ code: String(Math.floor(random() * 2 ** 32)).padStart(10, '0'), hold_ms: 100 })],
  ['scan', (random) => ({ code: `M-${1_000 + Math.floor(random() * 9_000)}` })],
  ['set_bpm', (random) => ({ sensor: 2_001, bpm: 60 + Math.floor(random() * 120) })],
  ['weigh', (random) => ({ kg: 40 + random() * 80 })],
];

function configOf(family: DeviceFamily): DeviceConfig {
  const straps = Array.from({ length: 12 }, (_unused, index) => ({
    sensor: 2_001 + index,
    bpm: 80 + index,
    ...(family === 'bluetooth' ? { kind: 'polar' } : {}),
  }));
  const hasStraps = family === 'ant' || family === 'bluetooth';
  return {
    id: 'bench',
    family,
    transport: { type: 'simulated', scenario: hasStraps ? { straps } : {} },
    options: family === 'ant' ? { network_key: '0908070605040302' } : {},
  };
}

/** Messages of the family's own far end while its driver talks to it, to be damaged. */
function collectSeeds(registration: FamilyRegistration, random: () => number): readonly Uint8Array[] {
  const seeds = FOREIGN.map((text) => Uint8Array.from(Buffer.from(text, 'latin1')));
  const config = configOf(registration.family);
  const toHost: Uint8Array<ArrayBuffer>[] = [];
  const toDevice: Uint8Array[] = [];
  const simulator = registration.createSimulator(
    config,
    (bytes) => void toHost.push(Uint8Array.from(bytes)),
    random,
  );
  const driver = registration.createDriver(config, {
    send: (bytes) => void toDevice.push(bytes),
    reading: () => undefined,
    discarded: () => undefined,
    state: () => undefined,
    reopen: () => undefined,
    tune: () => undefined,
  });
  driver.opened(0);
  for (let step = 1; step <= STEPS_PER_SEED_RUN; step += 1) {
    const nowMs = step * STEP_MS;
    if (step % 80 === 0) act(simulator, random, nowMs);
    for (const bytes of toDevice.splice(0)) simulator.received(bytes, nowMs);
    simulator.tick(nowMs);
    for (const bytes of toHost.splice(0)) {
      // The later ones replace the earlier, so that dialogue and measurements are both among them.
      if (seeds.length < SEEDS_KEPT) seeds.push(bytes);
      else seeds[FOREIGN.length + Math.floor(random() * (SEEDS_KEPT - FOREIGN.length))] = bytes;
      driver.received(bytes, nowMs);
    }
    driver.tick(nowMs);
  }
  return seeds;
}

function act(
  simulator: ReturnType<FamilyRegistration['createSimulator']>,
  random: () => number,
  nowMs: number,
): void {
  for (const [action, args] of OCCASIONS) {
    try {
      simulator.act(action, { ...args(random) }, nowMs);
    } catch {
      // Not something this kind of device can do.
    }
  }
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

interface Fuzzed {
  readonly driver: Driver;
  readonly seeds: readonly Uint8Array[];
  readonly report: FuzzedFamily;
}

function prepare(registration: FamilyRegistration, random: () => number): Fuzzed {
  const report: FuzzedFamily = {
    family: registration.family,
    lines: 0,
    bytes: 0,
    readings: 0,
    implausible: 0,
    exceptions: [],
    discarded: {},
  };
  const outlet: DriverOutlet = {
    send: () => undefined,
    reading(said) {
      report.readings += 1;
      if (!readingSchema.safeParse({ ...said, device: 'bench', at: 0 }).success) report.implausible += 1;
    },
    discarded(reason) {
      report.discarded[reason] = (report.discarded[reason] ?? 0) + 1;
    },
    state: () => undefined,
    reopen: () => undefined,
    tune: () => undefined,
  };
  const driver = registration.createDriver(configOf(registration.family), outlet);
  driver.opened(0);
  return { driver, seeds: collectSeeds(registration, random), report };
}

/**
 * Feeds damaged messages to every driver of the product, in turns.
 * @param lines how many messages altogether
 * @param seed of the damage; the same seed gives the same run
 */
export function fuzzDrivers(lines: number, seed: number): FuzzReport {
  const random = seededRandom(seed);
  const drivers = FAMILIES.map((registration) => prepare(registration, random));
  const kinds: Record<MutationKind, number> = {
    whole: 0,
    nudged: 0,
    torn: 0,
    spliced: 0,
    lying: 0,
    flood: 0,
  };
  const before = heapInUse();
  let warm = before;
  const startedMs = performance.now();
  for (let line = 0; line < lines; line += 1) {
    const nowMs = line * MS_PER_LINE;
    const { driver, seeds, report } = drivers[line % drivers.length]!;
    const { kind, chunks } = mutate(seeds, random);
    kinds[kind] += 1;
    report.lines += 1;
    try {
      for (const chunk of chunks) {
        report.bytes += chunk.length;
        driver.received(chunk, nowMs);
      }
      if (random() < 0.01) driver.tick(nowMs);
      if (random() < 0.000_1) {
        driver.closed();
        driver.opened(nowMs);
      }
    } catch (error) {
      if (report.exceptions.length < MOST_EXCEPTIONS_KEPT) report.exceptions.push(String(error));
    }
    if (line === Math.floor(lines / 10)) warm = heapInUse();
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  return {
    families: drivers.map(({ report }) => report),
    kinds,
    heapBytes: [before, warm, heapInUse()],
    seconds,
  };
}
