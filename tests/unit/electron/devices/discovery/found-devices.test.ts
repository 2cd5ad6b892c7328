import { beforeEach, describe, expect, it } from 'vitest';
import {
  createFoundDevices,
  type FoundDevices,
} from '../../../../../electron/devices/discovery/found-devices.ts';
import type { PortListing } from '../../../../../electron/devices/discovery/match-bus.ts';
import {
  LIST_EVERY_MS,
  LONGEST_LIST_PAUSE_MS,
} from '../../../../../electron/devices/discovery/port-watch.ts';
import { FAMILIES } from '../../../../../electron/devices/family-registry.ts';
import type { FoundPort } from '../../../../../shared/contract/device-messages.ts';
import { deviceConfigSchema, type DeviceConfig } from '../../../../../shared/contract/kiosk-config.ts';
import { fakeTime, settled, type FakeTime } from '../../../../support/devices/fake-time.ts';

const STICK: PortListing = {
  bus: 'serial',
  path: '/dev/ttyUSB0',
  vendorId: 0x0fcf,
  productId: 0x1008,
  manufacturer: null,
  serialNumber: '123',
  usagePage: null,
  usage: null,
};
const ADAPTOR: PortListing = { ...STICK, path: '/dev/ttyUSB1', vendorId: 0x0403, productId: 0x6001 };
const SCALE: PortListing = {
  ...STICK,
  bus: 'hid',
  path: '/dev/hidraw2',
  vendorId: 0x0922,
  productId: 0x8009,
  usagePage: 0x8d,
  usage: 0x20,
};
const SCALE_KEYS: PortListing = { ...SCALE, usagePage: 1, usage: 6 };

let time: FakeTime;
let listed: readonly PortListing[] | Error;
let lists: number;
let failures: number;
let configs: readonly DeviceConfig[];
let ports: readonly FoundPort[];
let found: FoundDevices;

const configured = (...devices: object[]): Promise<void> =>
  found.configured(devices.map((device) => deviceConfigSchema.parse(device)));
const passed = async (ms: number): Promise<void> => {
  await settled();
  time.pass(ms);
  await settled();
};

beforeEach(async () => {
  time = fakeTime();
  listed = [];
  lists = failures = 0;
  configs = ports = [];
  found = createFoundDevices({
    families: FAMILIES,
    async list() {
      lists += 1;
      if (listed instanceof Error) throw listed;
      return listed;
    },
    realPath: async (path) => (path === '/dev/serial/by-id/scale' ? '/dev/ttyUSB1' : path),
    schedule: time.schedule,
    onChange(next, now) {
      configs = next;
      ports = now;
    },
    onFailed: () => (failures += 1),
  });
  await configured();
});

describe('devices that are plugged in without being configured', () => {
  it('are noticed within seconds, and forgotten when they are gone', async () => {
    listed = [STICK, ADAPTOR, SCALE, SCALE_KEYS];
    await passed(LIST_EVERY_MS);
    expect(configs).toEqual([
      {
        id: 'found-0fcf-1008-123',
        family: 'ant',
        transport: { type: 'serial', path: '/dev/ttyUSB0' },
        options: {},
      },
      {
        id: 'found-0403-6001-123',
        family: 'auto',
        transport: { type: 'serial', path: '/dev/ttyUSB1' },
        options: {},
      },
      {
        id: 'found-0922-8009-123',
        family: 'hid-scale',
        transport: { type: 'hid', path: '/dev/hidraw2' },
        options: {},
      },
    ]);
    listed = [ADAPTOR];
    await passed(LIST_EVERY_MS);
    expect(configs.map(({ id }) => id)).toEqual(['found-0403-6001-123']);
  });

  it('leave a port to the device that is configured on it, by whatever name', async () => {
    listed = [STICK, ADAPTOR, SCALE];
    await passed(LIST_EVERY_MS);
    const scale = {
      id: 'scale',
      family: 'cas',
      transport: { type: 'serial', path: '/dev/serial/by-id/scale' },
    };
    await configured(scale, { id: 'post', family: 'hid-scale', transport: { type: 'hid' } });
    expect(configs.map(({ family }) => family)).toEqual(['ant']);
    expect(ports.map(({ verdict }) => verdict)).toEqual(['used', 'configured', 'configured']);
    await configured(scale, {
      id: 'post',
      family: 'hid-scale',
      transport: { type: 'hid', vendor_id: 0x0eb8 },
    });
    expect(configs.map(({ family }) => family)).toEqual(['ant', 'hid-scale']);
  });

  it('are looked for less often where ports cannot be listed, and that is told once', async () => {
    listed = new Error('no udev here');
    await passed(LIST_EVERY_MS);
    expect(failures).toBe(1);
    const before = lists;
    for (let minute = 0; minute < 10; minute += 1) await passed(LONGEST_LIST_PAUSE_MS);
    expect(failures).toBe(1);
    expect(lists - before).toBeLessThanOrEqual(12);
    listed = [STICK];
    await passed(LONGEST_LIST_PAUSE_MS);
    expect(configs).toHaveLength(1);
  });

  it('are looked for no longer once that is over', async () => {
    await passed(LIST_EVERY_MS);
    found.stop();
    const before = lists;
    await passed(10 * LIST_EVERY_MS);
    expect(lists).toBe(before);
  });
});
