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
