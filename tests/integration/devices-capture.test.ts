import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFamily } from '../../electron/devices/family-registry.ts';
import { readCapture, replay } from '../../electron/devices/replay.ts';
import { deviceConfigSchema } from '../../shared/contract/kiosk-config.ts';
import type { Reading } from '../../shared/contract/readings.ts';
import { startDevicesProcess, type DevicesProcess } from '../support/devices/devices-process.ts';
import { waitFor } from '../support/wait-for.ts';

const KEY = '0908070605040302';

let folder: string;
let port: string;
let capture: string;
let stick: ChildProcess;
let devices: DevicesProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-capture-'));
  port = join(folder, 'stick');
  capture = join(folder, 'capture.jsonl');
  // As a person without a stick would start one.
  const scenario = JSON.stringify({ straps: [{ sensor: 4_711, bpm: 120 }], accepts_key: KEY });
  stick = spawn(process.execPath, ['electron/devices/simulate.ts', 'ant', port, scenario], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await waitFor(() => existsSync(port), 'the simulated stick is there');
  devices = await startDevicesProcess({ KIOSK_DEVICE_CAPTURE: capture });
  devices.connect(true);
});

afterEach(async () => {
  devices.kill();
  if (stick.exitCode === null) {
    stick.kill('SIGTERM');
    await once(stick, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

const config = () =>
  deviceConfigSchema.parse({
    id: 'stick',
    family: 'ant',
    transport: { type: 'serial', path: port },
    options: { network_key: KEY },
  });
const heard = () =>
  devices.readings('stick').flatMap((reading) => (reading.kind === 'heart_rate' ? [reading] : []));
/** What a reading says, without the moment it came: a capture is written a little later. */
const saying = (reading: Reading) => ({ ...reading, at: 0 });

describe('a simulated stick on a pseudo-terminal', () => {
  it('is started, heard, told to do something, and captured so that a replay reads the same', async () => {
    devices.send({ type: 'configure', devices: [config()] });
    await waitFor(() => devices.states('stick').at(-1) === 'ready', 'the dialogue is through');
    await waitFor(() => heard().length >= 6, 'the strap is heard');
    stick.stdin!.write('set_bpm {"sensor":4711,"bpm":163}\n');
    await waitFor(() => heard().at(-1)?.bpm === 163, 'the strap says another rate');
    expect(await devices.drain()).toBe(0);

    expect(readFileSync(capture, 'utf8')).not.toContain(KEY);
    const replayed: Reading[] = [];
    const dropped: string[] = [];
    await replay(config(), findFamily('ant')!, readCapture(capture), {
      reading: (reading) => void replayed.push(reading),
      discarded: (reason) => void dropped.push(reason),
    });
    expect(replayed.map(saying)).toEqual(devices.readings('stick').map(saying));
    expect(dropped).toEqual([]);
  });
});

describe('a capture that staff switch on while the kiosk runs', () => {
  const captureStates = (): string[] =>
    devices.said.flatMap((message) => (message.type === 'capture' ? [message.capture.state] : []));
  const start = (path: string, maxBytes = 1_000_000, maxMs = 60_000): void =>
    devices.send({
      type: 'capture',
      device: 'stick',
      capture: { path, max_bytes: maxBytes, max_ms: maxMs },
    });

  it('replays to the readings that were heard meanwhile', async () => {
    devices.send({ type: 'configure', devices: [config()] });
    await waitFor(() => heard().length >= 4, 'the strap is heard');
    const path = join(folder, 'asked-for.jsonl');
    start(path);
    await waitFor(() => captureStates().at(-1) === 'running', 'the capture runs');
    const before = heard().length;
    await waitFor(() => heard().length >= before + 8, 'the strap is heard on');
    devices.send({ type: 'capture', device: 'stick', capture: null });
    await waitFor(() => captureStates().at(-1) === 'stopped', 'the capture ended');

    const replayed: Reading[] = [];
    await replay(config(), findFamily('ant')!, readCapture(path), {
      reading: (reading) => void replayed.push(reading),
      discarded: () => undefined,
    });
    const first = replayed[0];
    if (first?.kind !== 'heart_rate') throw new Error('nothing was captured');
    // The first interval needs the beat before the capture; everything else is the same.
    const live = heard();
    const from = live.findIndex(({ at }) => Math.abs(at - first.at) < 100);
    const without = (reading: Reading) => ({ ...saying(reading), rr_ms: null, battery_percent: null });
    expect(replayed.length).toBeGreaterThanOrEqual(8);
    expect(replayed.map(without)).toEqual(live.slice(from, from + replayed.length).map(without));
    expect(replayed.slice(5).map((reading) => 'rr_ms' in reading && reading.rr_ms)).toEqual(
      live.slice(from + 5, from + replayed.length).map(({ rr_ms }) => rr_ms),
    );
  });

  it('ends by itself at its size and at its time, and never overwrites a file', async () => {
    devices.send({ type: 'configure', devices: [config()] });
    await waitFor(() => heard().length >= 1, 'the strap is heard');
    start(join(folder, 'small.jsonl'), 600);
    await waitFor(() => captureStates().at(-1) === 'full', 'the small capture is full');
    expect(readFileSync(join(folder, 'small.jsonl')).length).toBeLessThanOrEqual(600);
    start(join(folder, 'short.jsonl'), 1_000_000, 300);
    await waitFor(() => captureStates().at(-1) === 'timed_out', 'the short capture is over');
    start(join(folder, 'short.jsonl'));
    await waitFor(() => captureStates().at(-1) === 'refused', 'the file is there already');
    devices.send({
      type: 'capture',
      device: 'nobody',
      capture: { path: join(folder, 'x.jsonl'), max_bytes: 1, max_ms: 1 },
    });
    await waitFor(() => captureStates().filter((state) => state === 'refused').length === 2, 'refused');
    expect(existsSync(join(folder, 'x.jsonl'))).toBe(false);
  });
});
