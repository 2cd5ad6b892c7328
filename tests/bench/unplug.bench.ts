import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevicesProcess, type DevicesProcess } from '../support/devices/devices-process.ts';
import { pageFour, strapMessage } from '../support/devices/strap-corpus.ts';
import { readUsage, type ProcessUsage } from '../support/process-usage.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';
import { medianAndWorst, ms, percentile, type BenchOptions, type BenchTable } from './report.ts';

const CYCLES = 50;
const LONG_CYCLES = 1_000;
/** Memory and files are compared with what they were after this many, when everything has been loaded. */
const WARM_AFTER = 10;
const REOPENED_WITHIN_MS = 2_000;
const MOST_GROWTH_MIB = 16;
const STICK = 'stick';

interface Cycle {
  /** From the port being there again to the device process saying that it is open. */
  readonly reopenedMs: number;
  /** From the plug being pulled to the device process saying so. */
  readonly noticedMs: number;
}

/** A strap's message that tells which cycle it belongs to. */
function message(cycle: number): Uint8Array {
  // Up and down by one: a rate that jumps on a line that loses bytes is doubted.
  const bpm = 60 + Math.abs((cycle % 100) - 50);
  return strapMessage({
    sensor: 4_711,
    page: pageFour(cycle % 8 < 4, cycle * 1_000, cycle * 1_024, cycle, bpm),
  });
}

const isOpen = (devices: DevicesProcess): boolean => devices.states(STICK).some((state) => state !== 'lost');

/** When the device last said that it was in such a state, wall clock. */
function saidAtMs(devices: DevicesProcess, matches: (state: string) => boolean): number {
  const said = devices.said.flatMap((each) => (each.type === 'status' ? [each.status] : []));
  return said.find(({ state }) => matches(state))?.since ?? Number.NaN;
}

/** Pulls the plug in the middle of a message, puts it back, and waits until the next message is read. */
async function pullAndPlug(devices: DevicesProcess, cable: PseudoTerminal, cycle: number): Promise<Cycle> {
  const bytes = message(cycle);
  cable.write(bytes.subarray(0, 1 + (cycle % (bytes.length - 1))));
  devices.said.length = 0;
  const pulledAtMs = Date.now();
  await cable.unplug();
  await waitFor(() => devices.states(STICK).includes('lost'), `loss ${cycle} was noticed`);
  const noticedMs = saidAtMs(devices, (state) => state === 'lost') - pulledAtMs;
  devices.said.length = 0;
  await cable.plug();
  const pluggedAtMs = Date.now();
  await waitFor(() => isOpen(devices), `it was opened again, ${cycle}`);
  const reopenedMs = Math.max(0, saidAtMs(devices, (state) => state !== 'lost') - pluggedAtMs);
  cable.write(bytes);
  await waitFor(() => devices.readings(STICK).length > 0, `message ${cycle} was read`);
  return { reopenedMs, noticedMs };
}

/**
 * Pulls a stick's cable in the middle of a message and puts it back, again and again: how soon it is
 * open again, and whether files or memory pile up. Long: a thousand times.
 */
export async function unplug({ long }: BenchOptions): Promise<BenchTable> {
  const cycles = long ? LONG_CYCLES : CYCLES;
  const folder = mkdtempSync(join(tmpdir(), 'bench-unplug-'));
  const cable = await createPseudoTerminal(folder, STICK);
  const devices = await startDevicesProcess();
  try {
    devices.connect(true);
    const transport = { type: 'serial', path: cable.path };
    devices.send({ type: 'configure', devices: [{ id: STICK, family: 'ant', transport, options: {} }] });
    await waitFor(() => devices.states(STICK).includes('refused'), 'the port is open');
    const done: Cycle[] = [];
    let [warm, half] = [readUsage(devices.pid), readUsage(devices.pid)];
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      done.push(await pullAndPlug(devices, cable, cycle));
      if (cycle === WARM_AFTER) warm = readUsage(devices.pid);
      if (cycle === Math.floor(cycles / 2)) half = readUsage(devices.pid);
    }
    const last = readUsage(devices.pid);
    const status = await devices.drain();
    return report(done, { warm, half, last, status });
  } finally {
    devices.kill();
    await cable.unplug();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(
  done: readonly Cycle[],
  end: { warm: ProcessUsage; half: ProcessUsage; last: ProcessUsage; status: number | null },
): BenchTable {
  const { warm, half, last, status } = end;
  const row = (name: string, samples: readonly number[]) => {
    const { median, worst } = medianAndWorst(samples);
    return { name, values: { median: ms(median), p99: ms(percentile(samples, 0.99)), worst: ms(worst) } };
  };
  const reopened = done.map(({ reopenedMs }) => reopenedMs);
  const late = reopened.filter((each) => each > REOPENED_WITHIN_MS).length;
  return {
    title: `A stick's cable pulled in the middle of a message and put back, ${done.length} times`,
    note:
      `After ${WARM_AFTER} times, half of them and all: ${[warm, half, last].map(({ openFiles }) => openFiles).join(', ')} open files, ` +
      `${[warm, half, last].map(({ anonMiB }) => anonMiB.toFixed(1)).join(', ')} MiB anonymous memory. Exit status when asked to finish: ${status}.`,
    rows: [
      row(
        'pulled, until the device process says so',
        done.map(({ noticedMs }) => noticedMs),
      ),
      row('plugged in, until it is open', reopened),
    ],
    broken: [
      ...(late > 0 ? [`${late} times it took more than ${REOPENED_WITHIN_MS} ms to open it again`] : []),
      ...(status === 0 ? [] : [`the device process ended with ${status}`]),
      ...(last.openFiles > warm.openFiles + 1 ? ['open files pile up'] : []),
      ...(last.anonMiB > warm.anonMiB + MOST_GROWTH_MIB ? ['memory piles up'] : []),
    ],
  };
}
