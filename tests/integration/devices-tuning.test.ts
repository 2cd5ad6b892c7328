import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noticingHangUp } from '../../electron/devices/transports/hang-up.ts';
import { createSerialLine } from '../../electron/devices/transports/serial.ts';
import type { Line, LineSettings } from '../../electron/devices/transports/transport.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

const SETTINGS: LineSettings = {
  baud_rate: 115_200,
  data_bits: 8,
  parity: 'none',
  stop_bits: 1,
  rtscts: false,
};

let folder: string;
let cable: PseudoTerminal;
let line: Line;
let heard: string;
let lost: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-tuning-'));
  cable = await createPseudoTerminal(folder, 'stick');
  heard = '';
  lost = [];
  const opened = await createSerialLine(noticingHangUp(SerialPort.binding), {
    ...SETTINGS,
    path: cable.path,
  })({
    received: (chunk) => void (heard += Buffer.from(chunk).toString('latin1')),
    lost: (code) => void lost.push(code),
  });
  if (!opened.ok) throw new Error(opened.code);
  line = opened.value;
});

afterEach(async () => {
  await line.close();
  await cable.unplug();
  rmSync(folder, { recursive: true, force: true });
});

it('a port whose far end would notice a closing is set differently without one', async () => {
  const others: readonly Partial<LineSettings>[] = [
    { rtscts: true },
    { baud_rate: 57_600 },
    { baud_rate: 9_600, data_bits: 7, parity: 'even' },
    { baud_rate: 2_400, data_bits: 7, stop_bits: 2 },
    {},
  ];
  for (const [index, other] of others.entries()) {
    line.tune?.({ ...SETTINGS, ...other });
    await waitFor(() => line.write(Uint8Array.of(0)), 'the settings are in force');
    cable.write(Buffer.from(String(index)));
    await waitFor(() => heard.endsWith(String(index)), `heard under ${JSON.stringify(other)}`);
  }
  expect([heard, lost]).toEqual(['01234', []]);
});

it('a port that is pulled while it is set differently is lost', async () => {
  line.tune?.({ ...SETTINGS, rtscts: true });
  await cable.unplug();
  await waitFor(() => lost.length > 0, 'the loss is told');
  expect(lost).toHaveLength(1);
});
