import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBluetoothRadio, type BluetoothRadio } from '../support/devices/bluetooth-radio.ts';
import { startDevicesProcess, type DevicesProcess } from '../support/devices/devices-process.ts';
import { waitFor } from '../support/wait-for.ts';

let folder: string;
let devices: DevicesProcess;
let radio: BluetoothRadio;

const straps = (): string[] => [
  ...new Set(
    devices.readings('bt').flatMap((reading) => (reading.kind === 'heart_rate' ? [reading.sensor] : [])),
  ),
];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-bluetooth-'));
  radio = await startBluetoothRadio(folder, 'bt', { linked: 2, advertising: 2, first: 1 });
  devices = await startDevicesProcess();
  devices.connect(true);
  const transport = { type: 'serial', path: radio.cable.path };
  devices.send({
    type: 'configure',
    devices: [{ id: 'bt', family: 'bluetooth', transport, options: {} }],
  });
});

afterEach(async () => {
  devices.kill();
  await radio.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a Bluetooth controller on a real serial port', () => {
  it('is set up, and hears straps without a link and, while somebody chooses one, over links', async () => {
    await waitFor(() => straps().length === 2, 'straps that broadcast are heard');
    expect(straps().toSorted()).toEqual([...radio.advertising]);
    devices.send({ type: 'straps', known: [], worn: [], pairing: true });
    await waitFor(() => straps().length === 4, 'the others are heard as well');
    expect(await devices.drain()).toBe(0);
  });

  it('is set up anew when its plug was pulled and put back', async () => {
    await waitFor(() => straps().length === 2, 'straps are heard');
    await radio.cable.unplug();
    await waitFor(() => devices.states('bt').at(-1) === 'lost', 'the loss was noticed');
    const losses = devices.said.flatMap((message) =>
      message.type === 'status' && message.status.state === 'lost' ? [message.status.reason] : [],
    );
    expect(losses[0]).toBe('unplugged');
    devices.said.length = 0;
    await radio.cable.plug();
    await waitFor(() => straps().length === 2, 'straps are heard again');
    await waitFor(() => devices.states('bt').at(-1) === 'ready', 'the radio says that it is ready');
    expect(devices.states('bt').slice(-2)).toEqual(['starting', 'ready']);
  });
});
