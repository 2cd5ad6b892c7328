import { beforeEach, describe, expect, it } from 'vitest';
import { captureLineSchema } from '../../../../electron/devices/capture.ts';
import { createDeviceCaptures, type DeviceCaptures } from '../../../../electron/devices/device-captures.ts';
import type { CaptureStatus } from '../../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../../shared/contract/kiosk-config.ts';
import { fakeTime, settled, type FakeTime } from '../../../support/devices/fake-time.ts';

const KEY = '0908070605040302';
const config = (id: string): DeviceConfig => ({
  id,
  family: 'ant',
  transport: { type: 'simulated' },
  options: { network_key: KEY },
});
const order = { path: 'one.jsonl', max_bytes: 400, max_ms: 60_000 };

let time: FakeTime;
let files: Map<string, { lines: string[]; closed: boolean }>;
let said: CaptureStatus[];
let captures: DeviceCaptures;
const states = (): string[] => said.map(({ device, state }) => `${device} ${state}`);
const hear = (id: string, bytes = [1, 2, 3]): void =>
  captures.traffic(config(id), 'received', Uint8Array.from(bytes));

beforeEach(() => {
  time = fakeTime();
  files = new Map();
  said = [];
  captures = createDeviceCaptures({
    async openFile(path) {
      if (files.has(path)) throw new Error('EEXIST');
      const file = { lines: [] as string[], closed: false };
      files.set(path, file);
      return {
        write: (line) => void file.lines.push(line),
        async close() {
          file.closed = true;
        },
      };
    },
    nowMs: time.nowMs,
    schedule: time.schedule,
    say: (status) => void said.push(status),
  });
});

describe('a capture that staff switch on', () => {
  it('holds what travels on that device’s line and no other, the network key blanked', async () => {
    await captures.start(config('stick'), order);
    hear('stick');
    hear('door');
    captures.traffic(config('stick'), 'sent', Uint8Array.from(Buffer.from(KEY, 'hex')));
    await captures.stop('stick', 'stopped');
    hear('stick');
    const file = files.get('one.jsonl')!;
    expect(file.lines.map((line) => captureLineSchema.parse(JSON.parse(line)))).toMatchObject([
      { device: 'stick', direction: 'received', hex: '010203' },
      { device: 'stick', direction: 'sent', hex: '0000000000000000' },
    ]);
    expect(file.closed).toBe(true);
    expect(said.at(-1)).toMatchObject({ state: 'stopped', bytes: file.lines.join('').length });
  });

  it('ends at its size, at its time, and when another one of the same device begins', async () => {
    await captures.start(config('stick'), order);
    for (let chunk = 0; chunk < 20; chunk += 1) hear('stick');
    await settled();
    expect(files.get('one.jsonl')!.lines.join('').length).toBeLessThanOrEqual(400);
    await captures.start(config('stick'), { ...order, path: 'two.jsonl' });
    await captures.start(config('stick'), { ...order, path: 'three.jsonl' });
    time.pass(60_000);
    await settled();
    expect(states()).toEqual([
      'stick running',
      'stick full',
      'stick running',
      'stick stopped',
      'stick running',
      'stick timed_out',
    ]);
    expect([...files.values()].every(({ closed }) => closed)).toBe(true);
    expect(captures.running()).toEqual([]);
  });

  it('never overwrites a file', async () => {
    await captures.start(config('stick'), order);
    await captures.start(config('door'), order);
    expect(states()).toEqual(['stick running', 'door refused']);
    expect(captures.running()).toMatchObject([{ device: 'stick', path: 'one.jsonl' }]);
    await captures.stopAll();
    expect(captures.running()).toEqual([]);
  });
});
