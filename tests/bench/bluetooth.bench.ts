import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startBluetoothRadio } from '../support/devices/bluetooth-radio.ts';
import {
  openBluetoothWindow,
  type BluetoothWindow,
  type HeardRate,
  type Watched,
} from '../support/devices/bluetooth-window.ts';
import { startDevicesProcess } from '../support/devices/devices-process.ts';
import { readUsage, type ProcessUsage } from '../support/process-usage.ts';
import { waitFor } from '../support/wait-for.ts';
import {
  medianAndWorst,
  ms,
  percentile,
  type BenchOptions,
  type BenchRow,
  type BenchTable,
} from './report.ts';

/** Straps around each of the two controllers, and around the ANT+ stick. */
const EACH = { linked: 8, advertising: 24, ant: 16 };
const RADIOS = 2;
const MINUTES = 1.5;
const LONG_MINUTES = 10;
/** How long one member stays at the screen, at most; each of the three comes at least once. */
const LONGEST_STAY_MS = 60_000;
/** Touches keep a session open; it closes by itself 30 s after the last. */
const TOUCH_EVERY_MS = 8_000;
const UNTIL_ALL_ARE_HEARD_MS = 120_000;
/** Until what was said last has been read and printed. */
const SETTLE_MS = 2_000;
/** Longer than the links' supervision time-out of four seconds. */
const AWAY_MS = 6_000;

/** A rate that the page has painted, and when. */
interface Painted {
  readonly bpm: number;
  readonly atMs: number;
}

function row(name: string, samples: readonly number[]): BenchRow {
  return {
    name,
    values: {
      samples: samples.length,
      p50: ms(medianAndWorst(samples).median),
      p99: ms(percentile(samples, 0.99)),
      worst: ms(medianAndWorst(samples).worst),
    },
  };
}

/** Has the page note every rate it shows, once the frame that shows it is painted. */
function notePaints(page: Page): Promise<void> {
  return page.evaluate(() => {
    const noted: Painted[] = [];
    Object.assign(globalThis, { noted });
    let shown = '';
    new MutationObserver(() => {
      const text = document.querySelector('[data-testid="hero"]')?.children[1]?.firstChild?.nodeValue ?? '';
      if (text === shown) return;
      shown = text;
      // Painting comes after the frame's callbacks and before the next task.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        const note = (): void =>
          void noted.push({ bpm: Number(text), atMs: performance.timeOrigin + performance.now() });
        port2.addEventListener('message', note, { once: true });
        port2.start();
        port1.postMessage(null);
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

function takePaints(page: Page): Promise<readonly Painted[]> {
  return page.evaluate(() => (globalThis as unknown as { noted: Painted[] }).noted.splice(0));
}

/** One member comes, looks at the own heart rate and goes; how old each rate was when it was painted. */
async function watchAtScreen(
  window: BluetoothWindow,
  who: Watched,
  stayMs: number,
): Promise<readonly number[]> {
  const { page } = window.kiosk;
  window.tap(who.card);
  await page.getByTestId('open-live').click();
  await page.getByTestId('hero').waitFor();
  await takePaints(page);
  const ages: number[] = [];
  const untilMs = performance.now() + stayMs;
  for (let touchedMs = 0; performance.now() < untilMs;) {
    if (performance.now() - touchedMs >= TOUCH_EVERY_MS) {
      await page.getByTestId('hero').click();
      touchedMs = performance.now();
    }
    // Looked up soon: a strap comes back to a rate after forty others.
    await pause(250);
    for (const { bpm, atMs } of await takePaints(page)) {
      const saidMs = who.lastSaidMs(bpm);
      if (saidMs !== undefined) ages.push(atMs - saidMs);
    }
  }
  await page.getByTestId('leave-running').click();
  await page.getByTestId('screen-attract').waitFor();
  return ages;
}

/** What core was told, set against what the straps said. */
function createJudge(window: () => BluetoothWindow) {
  const untilRead = { linked: [] as number[], advertised: [] as number[], 'ANT+': [] as number[] };
  const counts = { read: 0, surplus: 0, antRead: 0 };
  const heard = new Map<string, number>();
  let isMeasuring = false;
  return {
    untilRead,
    counts,
    heard,
    setMeasuring: (next: boolean) => void (isMeasuring = next),
    hear({ sensor_id: id, at, beat_count: beat }: HeardRate): void {
      heard.set(id, at);
      if (!isMeasuring) return;
      const { radios, ant, antSensors } = window();
      const strap = antSensors.indexOf(Number(id));
      if (strap >= 0) {
        counts.antRead += 1;
        // Messages carry their number modulo 256.
        const last = ant.sent[strap]! - 1;
        untilRead['ANT+'].push(at - ant.sentAtMs(strap, last - ((last - beat) & 0xff))!);
        return;
      }
      const radio = radios.find(({ said }) => said.has(id));
      const saidMs = radio?.said.get(id)?.shift();
      if (saidMs === undefined) {
        counts.surplus += 1;
        return;
      }
      counts.read += 1;
      untilRead[radio!.linkedIds.includes(id) ? 'linked' : 'advertised'].push(at - saidMs);
    },
  };
}
type Judge = ReturnType<typeof createJudge>;

/** Every linked strap is out of reach for a while, all at once; how soon each is heard again. */
async function reconnect({ radios }: BluetoothWindow, heard: Judge['heard']): Promise<readonly number[]> {
  for (const radio of radios) for (const sensor of radio.linked) radio.act('vanish', { sensor });
  await pause(AWAY_MS);
  const ids = radios.flatMap(({ linkedIds }) => linkedIds);
  for (const id of ids) heard.delete(id);
  const backMs = Date.now();
  const firstMs = new Map<string, number>();
  for (const radio of radios) for (const sensor of radio.linked) radio.act('wear', { sensor });
  await waitFor(
    () => {
      for (const id of ids) if (heard.has(id) && !firstMs.has(id)) firstMs.set(id, heard.get(id)!);
      return firstMs.size === ids.length;
    },
    'every linked strap is heard again',
    UNTIL_ALL_ARE_HEARD_MS,
  );
  return [...firstMs.values()].map((at) => at - backMs);
}

function total(lists: Iterable<readonly unknown[]>): number {
  let sum = 0;
  for (const list of lists) sum += list.length;
  return sum;
}

/**
 * A full floor over Bluetooth before a real window: sixteen linked and forty-eight advertising straps
 * around two controllers on pseudo-terminals, sixteen ANT+ straps beside them, everybody's session
 * recorded, and one member after the other who watches. Long: ten minutes.
 */
export async function bluetooth({ long, minutes }: BenchOptions): Promise<readonly BenchTable[]> {
  const runMs = (minutes ?? (long ? LONG_MINUTES : MINUTES)) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'bench-bluetooth-'));
  let window: BluetoothWindow | null = null;
  const judge = createJudge(() => window!);
  try {
    window = await openBluetoothWindow(folder, EACH, judge.hear);
    const all = RADIOS * (EACH.linked + EACH.advertising) + EACH.ant;
    await waitFor(() => judge.heard.size === all, 'every strap is heard', UNTIL_ALL_ARE_HEARD_MS);
    return await measure(window, judge, runMs);
  } finally {
    await window?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(window: BluetoothWindow, judge: Judge, runMs: number): Promise<readonly BenchTable[]> {
  const { radios, ant, kiosk, watched } = window;
  const pid = await window.devicesPid();
  await notePaints(kiosk.page);
  for (const radio of radios) radio.setSilent(true);
  await pause(SETTLE_MS);
  for (const { said } of radios) for (const times of said.values()) times.length = 0;
  judge.setMeasuring(true);
  const antBefore = ant.sent.reduce((sum, count) => sum + count, 0);
  for (const radio of radios) radio.setSilent(false);
  const [before, startedMs] = [readUsage(pid), performance.now()];
  const stays = Math.max(1, Math.ceil(runMs / watched.length / LONGEST_STAY_MS));
  const shown = new Map(watched.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < stays; round += 1)
    for (const who of watched)
      shown.get(who.name)!.push(...(await watchAtScreen(window, who, runMs / watched.length / stays)));
  const [after, wallMs] = [readUsage(pid), performance.now() - startedMs];
  for (const radio of radios) radio.setSilent(true);
  const antSent = ant.sent.reduce((sum, count) => sum + count, 0) - antBefore;
  const antRead = judge.counts.antRead;
  await pause(SETTLE_MS);
  judge.setMeasuring(false);
  const lost = total(radios.flatMap(({ said }) => [...said.values()]));
  for (const radio of radios) radio.setSilent(false);
  const again = await reconnect(window, judge.heard);
  return [
    valuesTable(judge, { lost, antSent, antRead, wallMs }),
    agesTable(judge, shown, again),
    processTable(before, after, wallMs),
  ];
}

function valuesTable(
  { counts: { read, surplus } }: Judge,
  run: { readonly lost: number; readonly antSent: number; readonly antRead: number; readonly wallMs: number },
): BenchTable {
  return {
    title: `A floor over Bluetooth before a real window: ${RADIOS * EACH.linked} linked and ${RADIOS * EACH.advertising} advertising straps on ${RADIOS} pseudo-terminals, ${EACH.ant} ANT+ straps on a third, for ${(run.wallMs / 60_000).toFixed(1)} min`,
    note: 'Every Bluetooth strap says a value a second, an ANT+ strap four. Advertisements are repeated every 300 ms and count once a value. Read: as core printed it; ANT+ messages were counted while some were on their way.',
    rows: [
      { name: 'Bluetooth', values: { said: read + run.lost, read, lost: run.lost, surplus } },
      { name: 'ANT+', values: { said: run.antSent, read: run.antRead } },
    ],
    broken: [
      ...(run.lost > 0 ? [`${run.lost} values were lost`] : []),
      ...(surplus > 0 ? [`${surplus} readings that nobody said`] : []),
    ],
  };
}

function agesTable(
  { untilRead }: Judge,
  shown: ReadonlyMap<string, readonly number[]>,
  again: readonly number[],
): BenchTable {
  return {
    title: 'From the byte on',
    note: 'Until read: time stamp of the device process. Until painted: in the window, as the member there sees it; the page is told once a second.',
    rows: [
      ...Object.entries(untilRead).map(([name, samples]) => row(`${name}: written, until read`, samples)),
      ...[...shown].map(([name, samples]) => row(`${name}: written, until painted`, samples)),
      row('linked: back in reach, until heard again (all at once)', again),
    ],
  };
}

function processTable(before: ProcessUsage, after: ProcessUsage, wallMs: number): BenchTable {
  return {
    title: 'The device process meanwhile, inside Electron',
    note: 'CPU of one core. Anonymous: Pss_Anon; private: Private_Clean and Private_Dirty of smaps_rollup.',
    rows: [
      {
        name: 'device process',
        values: {
          CPU: `${(((after.cpuMs - before.cpuMs) / wallMs) * 100).toFixed(1)} %`,
          'anonymous before': `${before.anonMiB.toFixed(1)} MiB`,
          after: `${after.anonMiB.toFixed(1)} MiB`,
          private: `${after.privateMiB.toFixed(1)} MiB`,
          'open files': `${before.openFiles} → ${after.openFiles}`,
        },
      },
    ],
  };
}

const CYCLES = 20;
const LONG_CYCLES = 1_000;
/** Files and memory are compared with what they were after this many, when everything has been loaded. */
const WARM_AFTER = 5;
const MOST_GROWTH_MIB = 16;

/** Pulls a controller's plug and puts it back, again and again. Long: a thousand times. */
export async function unplugBluetooth({ long }: BenchOptions): Promise<BenchTable> {
  const cycles = long ? LONG_CYCLES : CYCLES;
  const folder = mkdtempSync(join(tmpdir(), 'bench-bluetooth-'));
  const devices = await startDevicesProcess();
  const radio = await startBluetoothRadio(folder, 'radio', { linked: 0, advertising: 4, first: 1 });
  const isHeard = (): boolean => devices.readings('radio').length > 0;
  try {
    devices.connect(true);
    const transport = { type: 'serial', path: radio.cable.path };
    devices.send({
      type: 'configure',
      devices: [{ id: 'radio', family: 'bluetooth', transport, options: {} }],
    });
    await waitFor(isHeard, 'straps are heard');
    const heardAgain: number[] = [];
    let warm = readUsage(devices.pid);
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await radio.cable.unplug();
      await waitFor(() => devices.states('radio').includes('lost'), `loss ${cycle} was noticed`);
      devices.said.length = 0;
      await radio.cable.plug();
      const pluggedMs = performance.now();
      await waitFor(isHeard, `straps are heard again, ${cycle}`);
      heardAgain.push(performance.now() - pluggedMs);
      devices.said.length = 0;
      if (cycle === WARM_AFTER) warm = readUsage(devices.pid);
    }
    const last = readUsage(devices.pid);
    return {
      title: `A Bluetooth controller's plug pulled and put back, ${cycles} times`,
      note: `After ${WARM_AFTER} times and all: ${warm.openFiles}, ${last.openFiles} open files, ${warm.anonMiB.toFixed(1)}, ${last.anonMiB.toFixed(1)} MiB anonymous memory.`,
      rows: [row('plugged in, until straps are heard again', heardAgain)],
      broken: [
        ...(last.openFiles > warm.openFiles + 1 ? ['open files pile up'] : []),
        ...(last.anonMiB > warm.anonMiB + MOST_GROWTH_MIB ? ['memory piles up'] : []),
      ],
    };
  } finally {
    devices.kill();
    await radio.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
