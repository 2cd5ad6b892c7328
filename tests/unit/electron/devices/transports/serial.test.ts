import { closeSync, openSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { noticingHangUp } from '../../../../../electron/devices/transports/hang-up.ts';
import {
  createSerialLine,
  MAX_WRITE_QUEUE_BYTES,
  serialErrorCode,
} from '../../../../../electron/devices/transports/serial.ts';
import type {
  SerialBinding,
  SerialBindingPort,
  SerialSettings,
} from '../../../../../electron/devices/transports/serial-binding.ts';
import type { LineCode } from '../../../../../electron/devices/transports/transport.ts';
import { settled } from '../../../../support/devices/fake-time.ts';
import { waitFor } from '../../../../support/wait-for.ts';

const SETTINGS: SerialSettings = {
  path: '/dev/ttyUSB0',
  baud_rate: 9_600,
  data_bits: 8,
  parity: 'none',
  stop_bits: 1,
  rtscts: false,
};

/** A port whose far end never reads: writes stay under way. */
function stuckPort(): SerialBindingPort {
  let open = true;
  return {
    openOptions: {
      path: '',
      baudRate: 9_600,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      lock: true,
      rtscts: false,
      xon: false,
      xoff: false,
      xany: false,
      hupcl: true,
    },
    get isOpen() {
      return open;
    },
    close: async () => void (open = false),
    read: () => new Promise(() => undefined),
    write: () => new Promise(() => undefined),
    update: async () => undefined,
    set: async () => undefined,
    get: async () => ({ cts: true, dsr: true, dcd: true }),
    getBaudRate: async () => ({ baudRate: 9_600 }),
    flush: async () => undefined,
    drain: async () => undefined,
  };
}
const bindingOf = (port: SerialBindingPort): SerialBinding => ({
  list: async () => [],
  open: async () => port,
});
const quiet = { received: () => undefined, lost: () => undefined };

describe('why a port does not open', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'port_missing'],
    ['Opening COM3: File not found', 'port_missing'],
    ['Error: Resource temporarily unavailable Cannot lock port', 'port_busy'],
    ['Opening COM3: Access denied', 'port_busy'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'no_permission'],
    ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'port_failed'],
  ])('%s is %s', (message, code) => {
    expect(serialErrorCode(new Error(message))).toBe(code);
  });
});

describe('a serial line', () => {
  it('takes no more to write than it may queue', async () => {
    const opened = await createSerialLine(bindingOf(stuckPort()), SETTINGS)(quiet);
    if (!opened.ok) throw new Error(opened.code);
    expect(opened.value.write(new Uint8Array(MAX_WRITE_QUEUE_BYTES))).toBe(true);
    expect(opened.value.write(new Uint8Array(1))).toBe(false);
    await opened.value.close();
  });

  it('changes its baud rate while it is open, and is opened anew for anything else', async () => {
    const done: string[] = [];
    const binding: SerialBinding = {
      list: async () => [],
      async open({ baudRate, parity, rtscts }) {
        done.push(`open ${baudRate} ${String(parity)} ${String(rtscts)}`);
        return {
          ...stuckPort(),
          isOpen: true,
          update: async (options) => void done.push(`update ${options.baudRate}`),
          close: async () => void done.push('close'),
        };
      },
    };
    const lost: LineCode[] = [];
    const line = await createSerialLine(
      binding,
      SETTINGS,
    )({ ...quiet, lost: (code) => void lost.push(code) });
    if (!line.ok) throw new Error(line.code);
    const { tune } = line.value;
    tune?.(SETTINGS);
    tune?.({ ...SETTINGS, baud_rate: 2_400 });
    // What is written before the settings are in force would be noise to the far end.
    expect(line.value.write(Uint8Array.of(1))).toBe(false);
    await waitFor(() => done.includes('update 2400'), 'the baud rate is set');
    tune?.({ ...SETTINGS, baud_rate: 2_400, data_bits: 7, parity: 'even' });
    tune?.({ ...SETTINGS, baud_rate: 115_200, rtscts: true });
    await waitFor(() => line.value.write(Uint8Array.of(1)), 'the settings are in force');
    expect(done).toEqual([
      'open 9600 none false',
      'update 2400',
      'close',
      'open 2400 even false',
      'close',
      'open 115200 none true',
    ]);
    await line.value.close();
    expect(lost).toEqual([]);
  });

  it('is lost when it cannot be set differently', async () => {
    let opens = 0;
    const binding: SerialBinding = {
      list: async () => [],
      async open() {
        opens += 1;
        if (opens > 1) throw new Error('EINVAL');
        return stuckPort();
      },
    };
    const lost: LineCode[] = [];
    const line = await createSerialLine(
      binding,
      SETTINGS,
    )({ ...quiet, lost: (code) => void lost.push(code) });
    if (!line.ok) throw new Error(line.code);
    line.value.tune?.({ ...SETTINGS, parity: 'odd', data_bits: 7 });
    await waitFor(() => lost.length > 0, 'the line is lost');
    expect(lost).toEqual(['port_failed']);
  });

  it('says why it could not be opened', async () => {
    const binding: SerialBinding = { list: async () => [], open: () => Promise.reject(new Error('EACCES')) };
    expect(await createSerialLine(binding, SETTINGS)(quiet)).toMatchObject({
      ok: false,
      code: 'no_permission',
    });
  });
});

describe('a port that hangs up', () => {
  let descriptor: number | null = null;
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-hang-up-'));
  afterEach(() => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is reported lost when it reads zero bytes, after what it still had to say', async () => {
    // A file reads as a hung-up terminal does: what is there, then zero bytes, for ever.
    const path = join(folder, 'port');
    writeFileSync(path, 'last words');
    descriptor = openSync(path, 'r');
    let position = 0;
    const polled = Object.assign(stuckPort(), { fd: descriptor, poller: { once: () => undefined } });
    const said: string[] = [];
    const lost = new Promise<LineCode>((resolve) => {
      void createSerialLine(
        noticingHangUp(bindingOf(polled)),
        SETTINGS,
      )({
        received(chunk) {
          said.push(Buffer.from(chunk).toString());
          position += chunk.length;
        },
        lost: resolve,
      });
    });
    expect(await lost).toBe('unplugged');
    await settled();
    expect(said.join('')).toBe('last words');
    expect(position).toBe(10);
  });
});
