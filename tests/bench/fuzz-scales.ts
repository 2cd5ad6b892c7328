import type { DriverOutlet, FamilyRegistration } from '../../electron/devices/driver.ts';
import { FAMILIES } from '../../electron/devices/family-registry.ts';
import { readingSchema } from '../../shared/contract/readings.ts';
import { seededRandom, simulatedConfig } from '../support/devices/recorded-driver.ts';

/** What happened while scales and scanners were fed with damaged lines. */
export interface FuzzReport {
  readonly lines: number;
  readonly bytes: number;
  readonly readings: number;
  /** Readings that the contract forbids; none is right. */
  readonly implausible: number;
  readonly exceptions: readonly string[];
  readonly discarded: Readonly<Record<string, number>>;
  /** Heap after the run, less the heap before it, both after a collection where the runtime offers one. */
  readonly heapGrowthBytes: number;
  readonly seconds: number;
}

/** The families whose bytes are fuzzed here: text scales, analysers, USB scales and scanners. */
const FUZZED = FAMILIES.filter(
  ({ reads }) => reads === 'weight' || reads === 'body composition' || reads === 'code',
);

/** Lines a family's far end writes of itself, to be damaged; asked with every command that some family knows. */
const COMMANDS = ['SI\r\n', 'W', '\nW\r', 'Q\r\n', 'IP\r\n', 'SUI\r\n', '\u001bP\r\n', 'P\r\n', 'w'];
const SEEDS_PER_FAMILY = 64;
/** Lines of other dialects, so that every family also meets what it does not speak. */
const FOREIGN = [
  'S S     82.70 kg\r\n',
  '\u0002082.70\r',
  'ST,GS,+   82.70kg\r\n',
  '99999.9 kg\r\n',
  '--82.7 kg\r\n',
];
const MOST_EXCEPTIONS_KEPT = 10;

function collectSeeds(registration: FamilyRegistration, random: () => number): readonly Uint8Array[] {
  const seeds: Uint8Array[] = FOREIGN.map((text) => Uint8Array.from(Buffer.from(text, 'latin1')));
  const simulator = registration.createSimulator(
    simulatedConfig(registration.family),
    (bytes) => seeds.push(Uint8Array.from(bytes)),
    random,
  );
  for (let round = 0; round < SEEDS_PER_FAMILY; round += 1) {
    const nowMs = round * 4_000;
    if (registration.reads === 'code') simulator.act('scan', { code: `M-${1_000 + round}` }, nowMs);
    else simulator.act('step_on', { kg: 30 + random() * 200 }, nowMs);
    for (const afterMs of [300, 3_500]) {
      simulator.tick(nowMs + afterMs);
      for (const command of COMMANDS) simulator.received(Buffer.from(command, 'latin1'), nowMs + afterMs);
    }
  }
  return seeds;
}

/** Flips, drops, inserts, repeats or replaces a few bytes; every fourth line is left whole. */
function damage(seed: Uint8Array, random: () => number): Uint8Array {
  const bytes = [...seed];
  const below = (bound: number): number => Math.floor(random() * bound);
  for (let times = below(4); times > 0 && bytes.length > 0; times -= 1) {
    const at = below(bytes.length);
    const kind = below(5);
    if (kind === 0) bytes[at] = bytes[at]! ^ (1 << below(8));
    else if (kind === 1) bytes.splice(at, 1);
    else if (kind === 2) bytes.splice(at, 0, below(256));
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(at, at + 1 + below(6)));
    else bytes.splice(at, 1 + below(4), 0x30 + below(10));
  }
  return Uint8Array.from(bytes);
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/**
 * Feeds damaged lines to every scale and scanner driver, in turns.
 * @param lines how many lines altogether
 * @param seed of the damage; the same seed gives the same run
 */
export function fuzzScales(lines: number, seed: number): FuzzReport {
  const random = seededRandom(seed);
  const exceptions: string[] = [];
  const discarded: Record<string, number> = {};
  let readings = 0;
  let implausible = 0;
  let bytes = 0;
  const outlet: DriverOutlet = {
    send: () => undefined,
    reading(said) {
      readings += 1;
      if (!readingSchema.safeParse({ ...said, device: 'bench', at: 0 }).success) implausible += 1;
    },
    discarded(reason) {
      discarded[reason] = (discarded[reason] ?? 0) + 1;
    },
    state: () => undefined,
    reopen: () => undefined,
  };
  const drivers = FUZZED.map((registration) => {
    const driver = registration.createDriver(simulatedConfig(registration.family), outlet);
    driver.opened(0);
    return { driver, seeds: collectSeeds(registration, random) };
  });
  const before = heapBytes();
  const startedMs = performance.now();
  for (let line = 0; line < lines; line += 1) {
    const { driver, seeds } = drivers[line % drivers.length]!;
    const chunk = damage(seeds[Math.floor(random() * seeds.length)]!, random);
    bytes += chunk.length;
    try {
      driver.received(chunk, line);
      if (line % 100 < drivers.length) driver.tick(line);
    } catch (error) {
      if (exceptions.length < MOST_EXCEPTIONS_KEPT) exceptions.push(String(error));
    }
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  return {
    lines,
    bytes,
    readings,
    implausible,
    exceptions,
    discarded,
    heapGrowthBytes: heapBytes() - before,
    seconds,
  };
}

if (import.meta.main) {
  // node --expose-gc tests/bench/fuzz-scales.ts 10   (millions of lines, default one)
  const report = fuzzScales(Number(process.argv[2] ?? 1) * 1_000_000, 1);
  console.log(JSON.stringify(report, null, 2));
  if (report.exceptions.length > 0 || report.implausible > 0) process.exitCode = 1;
}
