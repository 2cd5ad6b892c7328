import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createFloorWatch, watchOwnHeartRate, type FloorWatch } from '../support/devices/floor-watch.ts';
import { startStrapFloor, type StrapFloor } from '../support/devices/strap-floor.ts';
import { readUsage, type ProcessUsage } from '../support/process-usage.ts';
import { medianAndWorst, ms, percentile, type BenchOptions, type BenchTable } from './report.ts';

const STRAPS = 64;
const MINUTES = 1;
const LONG_MINUTES = 10;
/** Until every strap's session has begun and both processes have loaded what they need. */
const WARM_UP_MS = 10_000;
/** Written messages that may still be on their way when the straps fall silent. */
const ON_THEIR_WAY_MS = 2_000;

interface Usage {
  readonly core: ProcessUsage;
  readonly devices: ProcessUsage;
}

function usageOf(floor: StrapFloor): Usage {
  return { core: readUsage(floor.corePid), devices: readUsage(floor.devicesPid) };
}

/** Bytes of all files of the store. */
function storedBytes(dataDir: string): number {
  return readdirSync(dataDir).reduce((sum, name) => sum + statSync(join(dataDir, name)).size, 0);
}

/** Seconds of heart rate in the store. */
function storedSamples(dataDir: string): number {
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  const samples = db.prepare('SELECT sum(length(bpm)) FROM heart_rate_blocks').pluck().get() as number;
  db.close();
  return samples;
}

function processTable(before: Usage, after: Usage, wallMs: number): BenchTable {
  const row = (name: string, from: ProcessUsage, to: ProcessUsage) => ({
    name,
    values: {
      CPU: `${(((to.cpuMs - from.cpuMs) / wallMs) * 100).toFixed(1)} %`,
      'anonymous before': `${from.anonMiB.toFixed(1)} MiB`,
      after: `${to.anonMiB.toFixed(1)} MiB`,
      private: `${to.privateMiB.toFixed(1)} MiB`,
      'open files': `${from.openFiles} → ${to.openFiles}`,
    },
  });
  return {
    title: 'The processes meanwhile',
    note: 'CPU of one core. Anonymous: Pss_Anon; private: Private_Clean and Private_Dirty of smaps_rollup.',
    rows: [row('device process', before.devices, after.devices), row('core', before.core, after.core)],
  };
}

function latencyTable(watch: FloorWatch): BenchTable {
  const row = (name: string, samples: readonly number[]) => ({
    name,
    values: {
      samples: samples.length,
      p50: ms(medianAndWorst(samples).median),
      p99: ms(percentile(samples, 0.99)),
      worst: ms(medianAndWorst(samples).worst),
    },
  });
  return {
    title: 'From the byte on',
    note: 'The device process gathers heart rate for 50 ms; the page is told once a second, and then shows the newest message.',
    rows: [
      row('written to the terminal, until read', watch.untilRead),
      row('until on its way to core', watch.untilTold),
      row('until the page has what shows it', watch.untilShown),
    ],
  };
}

/**
 * A full floor for some minutes: 64 straps on a pseudo-terminal, the real device process and core,
 * one member who watches the live numbers. Long: ten minutes.
 */
export async function straps({ long, minutes }: BenchOptions): Promise<readonly BenchTable[]> {
  const runMs = (minutes ?? (long ? LONG_MINUTES : MINUTES)) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'bench-straps-'));
  let floor: StrapFloor | null = null;
  const { watch, heard, shown } = createFloorWatch(() => floor!);
  const closing = new AbortController();
  try {
    floor = await startStrapFloor(folder, STRAPS, heard);
    const emptyBytes = storedBytes(floor.dataDir);
    const watching = watchOwnHeartRate(floor, shown, closing.signal);
    await pause(WARM_UP_MS);
    watch.reset();
    const [before, startedMs] = [usageOf(floor), performance.now()];
    await pause(runMs);
    const [after, wallMs] = [usageOf(floor), performance.now() - startedMs];
    floor.straps.stop();
    await pause(ON_THEIR_WAY_MS);
    closing.abort();
    await watching;
    const exits = await floor.stop();
    return [
      framesTable(floor, watch, {
        wallMs,
        exits,
        emptyBytes,
        writtenBytes: after.core.writtenBytes - before.core.writtenBytes,
      }),
      latencyTable(watch),
      processTable(before, after, wallMs),
    ];
  } finally {
    closing.abort();
    await floor?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function framesTable(
  floor: StrapFloor,
  watch: FloorWatch,
  run: { wallMs: number; exits: readonly (number | string)[]; writtenBytes: number; emptyBytes: number },
): BenchTable {
  const sent = floor.straps.sent.reduce((sum, count) => sum + count, 0);
  const read = watch.read.reduce((sum, count) => sum + count, 0) - watch.missing();
  const samples = storedSamples(floor.dataDir);
  const grown = storedBytes(floor.dataDir) - run.emptyBytes;
  const seconds = run.wallMs / 1_000;
  return {
    title: `A full floor: ${STRAPS} straps at 4.06 Hz on a pseudo-terminal for ${(seconds / 60).toFixed(1)} min`,
    note:
      'A pseudo-terminal passes bytes at once; the straps themselves keep the time. At 57600 baud a wire carries 61 of them. ' +
      `Bytes written are core's during the run, without the final checkpoint; "ingest" has them with all. Exit statuses: ${run.exits.join(', ')}.`,
    rows: [
      {
        name: 'messages',
        values: {
          sent,
          read,
          lost: sent - read,
          'a second': (sent / (seconds + WARM_UP_MS / 1_000)).toFixed(0),
        },
      },
      {
        name: 'heart rate stored, once a second',
        values: {
          samples,
          'B stored a sample': (grown / samples).toFixed(1),
          'B written a sample': (run.writtenBytes / (STRAPS * seconds)).toFixed(1),
        },
      },
    ],
    broken: [
      ...(sent === read ? [] : [`${sent - read} messages were lost`]),
      ...(run.exits.every((status) => status === 0) ? [] : ['a process did not end as it should']),
    ],
  };
}
