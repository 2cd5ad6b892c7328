import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createFloorWatch, type FloorWatch } from '../support/devices/floor-watch.ts';
import { startStrapFloor, type StrapFloor } from '../support/devices/strap-floor.ts';
import {
  medianAndWorst,
  ms,
  percentile,
  type BenchOptions,
  type BenchRow,
  type BenchTable,
} from './report.ts';

/** As many as a wire of 57600 baud carries: 250 messages a second. */
const STRAPS = 61;
const ROWS = 1_000_000;
const LONG_ROWS = 10_000_000;
const MINUTES = 0.5;
const WARM_UP_MS = 5_000;
const ON_THEIR_WAY_MS = 2_000;
/** A dongle's buffer of 724 bytes holds 126 ms of a full floor. */
const LONGEST_GAP_MS = 50;
/** Core stands still this long, this often, as in a query or a checkpoint of its own. */
const CORE_STALLS_MS = 1_000;
const CORE_STALLS_EVERY_MS = 5_000;

/** Stops core for a second now and then. @returns how to end that */
function stallNowAndThen(pid: number): () => void {
  let waking: NodeJS.Timeout | undefined;
  const stalling = setInterval(() => {
    process.kill(pid, 'SIGSTOP');
    waking = setTimeout(() => process.kill(pid, 'SIGCONT'), CORE_STALLS_MS);
  }, CORE_STALLS_EVERY_MS);
  return () => {
    clearInterval(stalling);
    clearTimeout(waking);
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // It has ended.
    }
  };
}

async function startBusyNeighbour(path: string, rows: number): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'busy-neighbour.ts');
  const neighbour = fork(script, [path, String(rows)]);
  await once(neighbour, 'message');
  return neighbour;
}

function row(name: string, watch: FloorWatch): BenchRow {
  const { median, worst } = medianAndWorst(watch.untilRead);
  return {
    name,
    values: {
      messages: watch.untilRead.length,
      p50: ms(median),
      p99: ms(percentile(watch.untilRead, 0.99)),
      p999: ms(percentile(watch.untilRead, 0.999)),
      longest: ms(worst),
    },
  };
}

/** Lets the floor run for a while and says how long messages waited for the device process. */
async function watched(name: string, watch: FloorWatch, runMs: number): Promise<BenchRow> {
  watch.reset();
  await pause(runMs);
  return row(name, watch);
}

/**
 * How long the device process leaves bytes lying while a large database next to it is scanned,
 * written and checkpointed, and core stands still for a second every five. `--minutes=60` for an
 * hour; long: ten million rows.
 */
export async function readerStall({ long, minutes }: BenchOptions): Promise<BenchTable> {
  const runMs = (minutes ?? MINUTES) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'bench-stall-'));
  let floor: StrapFloor | null = null;
  let neighbour: ChildProcess | null = null;
  let wakeCore = (): void => undefined;
  const { watch, heard } = createFloorWatch(() => floor!);
  try {
    floor = await startStrapFloor(folder, STRAPS, heard);
    await pause(WARM_UP_MS);
    const quiet = await watched('nothing else going on', watch, Math.min(runMs, 60_000));
    const rows = long ? LONG_ROWS : ROWS;
    neighbour = await startBusyNeighbour(join(folder, 'neighbour.db'), rows);
    const busy = await watched('scan, writes and checkpoints beside', watch, runMs);
    wakeCore = stallNowAndThen(floor.corePid);
    const stalled = await watched('the same, and core stands still', watch, runMs);
    wakeCore();
    neighbour.kill();
    floor.straps.stop();
    await pause(ON_THEIR_WAY_MS);
    await floor.stop();
    const sent = floor.straps.sent.reduce((sum, count) => sum + count, 0);
    const read = watch.read.reduce((sum, count) => sum + count, 0) - watch.missing();
    return {
      title: `Until the device process has read what a stick wrote: ${STRAPS} straps, 248 messages a second`,
      note: `${sent} messages sent, ${sent - read} lost. Whole milliseconds, by two clocks that are one; includes socat's relaying. Beside: ${rows} rows. Target: ≤ ${LONGEST_GAP_MS} ms, none lost.`,
      rows: [quiet, busy, stalled],
      broken: sent === read ? [] : [`${sent - read} messages were lost`],
    };
  } finally {
    wakeCore();
    neighbour?.kill();
    await floor?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
