import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FromDevices } from '../../shared/contract/device-messages.ts';
import { preciseNow, startBluetoothRadio, type BluetoothRadio } from '../support/devices/bluetooth-radio.ts';
import { startDevicesProcess, type DevicesProcess } from '../support/devices/devices-process.ts';
import { readUsage } from '../support/process-usage.ts';
import { waitFor } from '../support/wait-for.ts';
import { medianAndWorst, ms, percentile, type BenchOptions, type BenchTable } from './report.ts';

const RADIOS = 2;
const LINKED_EACH = 8;
const ADVERTISING_EACH = 24;
const MINUTES = 0.5;
const LONG_MINUTES = 10;
const UNTIL_ALL_ARE_HEARD_MS = 60_000;
/** Until what was said last has been read. */
const SETTLE_MS = 600;
/** Longer than the links' supervision time-out of four seconds. */
const AWAY_MS = 6_000;

interface Watched {
  readonly untilRead: number[];
  readonly untilTold: number[];
  read: number;
  /** Readings that nobody is known to have said. */
  surplus: number;
}

/** Takes what the device process says to core and finds when each value was written. */
function follow(
  devices: DevicesProcess,
  radios: readonly BluetoothRadio[],
): { watched: Watched; take(): void } {
  const watched: Watched = { untilRead: [], untilTold: [], read: 0, surplus: 0 };
  const takeMessage = (message: FromDevices, nowMs: number): void => {
    if (message.type !== 'readings') return;
    for (const { reading } of message.readings) {
      if (reading.kind !== 'heart_rate') continue;
      const sentMs = radios
        .map(({ said }) => said.get(reading.sensor_id))
        .find((times) => times !== undefined)
        ?.shift();
      if (sentMs === undefined) {
        watched.surplus += 1;
        continue;
      }
      watched.read += 1;
      watched.untilRead.push(reading.at - sentMs);
      watched.untilTold.push(nowMs - sentMs);
    }
  };
  return {
    watched,
    take() {
      const nowMs = preciseNow();
      for (const message of devices.said.splice(0)) takeMessage(message, nowMs);
    },
  };
}

function row(name: string, samples: readonly number[]) {
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

/** Every linked strap is out of reach for a while, all at once; how soon each is heard again. */
async function reconnect(
  devices: DevicesProcess,
  radios: readonly BluetoothRadio[],
): Promise<readonly number[]> {
  for (const radio of radios) for (const sensor of radio.linked) radio.act('vanish', { sensor });
  await pause(AWAY_MS);
  devices.said.length = 0;
  const backMs = Date.now();
  for (const radio of radios) for (const sensor of radio.linked) radio.act('wear', { sensor });
  const firstMs = new Map<string, number>();
  await waitFor(
    () => {
      for (const message of devices.said.splice(0)) {
        if (message.type !== 'readings') continue;
        for (const { reading } of message.readings)
          if (
            reading.kind === 'heart_rate' &&
            reading.sensor.startsWith('Strap') &&
            !firstMs.has(reading.sensor)
          )
            firstMs.set(reading.sensor, reading.at);
      }
      return firstMs.size === RADIOS * LINKED_EACH;
    },
    'every linked strap is heard again',
    UNTIL_ALL_ARE_HEARD_MS,
  );
  return [...firstMs.values()].map((at) => at - backMs);
}

function forget(radios: readonly BluetoothRadio[]): void {
  for (const { said } of radios) for (const times of said.values()) times.length = 0;
}

/**
 * A full floor over Bluetooth: sixteen linked and forty-eight advertising straps around two controllers
 * on pseudo-terminals, and the real device process. Long: ten minutes.
 */
export async function bluetooth({ long, minutes }: BenchOptions): Promise<readonly BenchTable[]> {
  const runMs = (minutes ?? (long ? LONG_MINUTES : MINUTES)) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'bench-bluetooth-'));
  const radios: BluetoothRadio[] = [];
  const devices = await startDevicesProcess();
  try {
    for (let index = 0; index < RADIOS; index += 1)
      radios.push(
        await startBluetoothRadio(folder, `radio${index}`, {
          linked: LINKED_EACH,
          advertising: ADVERTISING_EACH,
          first: 1 + index * 100,
        }),
      );
    devices.connect(true);
    devices.send({
      type: 'configure',
      devices: radios.map(({ cable }, index) => ({
        id: `radio${index}`,
        family: 'bluetooth',
        transport: { type: 'serial', path: cable.path },
        options: {},
      })),
    });
    devices.send({ type: 'straps', known: [], worn: [], pairing: true });
    return await measure(devices, radios, runMs);
  } finally {
    devices.kill();
    for (const radio of radios) await radio.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  devices: DevicesProcess,
  radios: readonly BluetoothRadio[],
  runMs: number,
): Promise<readonly BenchTable[]> {
  const all = RADIOS * (LINKED_EACH + ADVERTISING_EACH);
  const ids = new Map<string, string>();
  await waitFor(
    () => {
      for (const message of devices.said.splice(0))
        if (message.type === 'readings')
          for (const { reading } of message.readings)
            if (reading.kind === 'heart_rate') ids.set(reading.sensor, reading.sensor_id);
      const linked = [...ids].filter(([sensor]) => sensor.startsWith('Strap')).map(([, id]) => id);
      devices.send({ type: 'straps', known: linked, worn: [], pairing: true });
      return ids.size === all;
    },
    'every strap is heard',
    UNTIL_ALL_ARE_HEARD_MS,
  );
  for (const radio of radios) radio.setSilent(true);
  await pause(SETTLE_MS);
  devices.said.length = 0;
  forget(radios);
  const { watched, take } = follow(devices, radios);
  for (const radio of radios) radio.setSilent(false);
  const [before, startedMs] = [readUsage(devices.pid), performance.now()];
  const taking = setInterval(take, 1);
  await pause(runMs);
  const [after, wallMs] = [readUsage(devices.pid), performance.now() - startedMs];
  for (const radio of radios) radio.setSilent(true);
  await pause(SETTLE_MS);
  clearInterval(taking);
  take();
  const lost = radios.flatMap(({ said }) => [...said.values()]).reduce((sum, times) => sum + times.length, 0);
  for (const radio of radios) radio.setSilent(false);
  const again = await reconnect(devices, radios);
  return [
    {
      title: `A floor over Bluetooth: ${RADIOS * LINKED_EACH} linked and ${RADIOS * ADVERTISING_EACH} advertising straps on ${RADIOS} pseudo-terminals for ${(wallMs / 60_000).toFixed(1)} min`,
      note: 'Every strap says a value a second. Advertisements are repeated every 300 ms and count once a value. The figures of ANT+ are those of "straps".',
      rows: [
        {
          name: 'values',
          values: { said: watched.read + lost, read: watched.read, lost, surplus: watched.surplus },
        },
        row('written to the terminal, until read', watched.untilRead),
        row('until told to core', watched.untilTold),
        row('back in reach, until heard again (all at once)', again),
      ],
      broken: [
        ...(lost > 0 ? [`${lost} values were lost`] : []),
        ...(watched.surplus > 0 ? [`${watched.surplus} readings that nobody said`] : []),
      ],
    },
    {
      title: 'The device process meanwhile',
      note: 'CPU of one core. Anonymous: Pss_Anon.',
      rows: [
        {
          name: 'device process',
          values: {
            CPU: `${(((after.cpuMs - before.cpuMs) / wallMs) * 100).toFixed(1)} %`,
            'anonymous before': `${before.anonMiB.toFixed(1)} MiB`,
            after: `${after.anonMiB.toFixed(1)} MiB`,
            'open files': `${before.openFiles} → ${after.openFiles}`,
          },
        },
      ],
    },
  ];
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
