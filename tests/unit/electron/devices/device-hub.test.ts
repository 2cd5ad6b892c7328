import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceHub, type DeviceHub } from '../../../../electron/devices/device-hub.ts';
import { FAMILIES } from '../../../../electron/devices/family-registry.ts';
import type { PortListing } from '../../../../electron/devices/discovery/match-bus.ts';
import { fail } from '../../../../shared/base/result.ts';
import { MAX_DEVICES } from '../../../../shared/contract/kiosk-config.ts';
import { fromDevicesSchema, type FromDevices } from '../../../../shared/contract/device-messages.ts';
import type { SerialBinding } from '../../../../electron/devices/transports/serial-binding.ts';
import { createFarEnd } from '../../../../electron/devices/transports/simulated.ts';
import { fakeTime, settled, type FakeTime } from '../../../support/devices/fake-time.ts';
import { fakeLine, type FakeLine } from '../../../support/devices/ports.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const KEY = '0908070605040302';
const stick = (straps: object[]) => ({
  id: 'stick',
  family: 'ant',
  transport: { type: 'simulated', scenario: { straps } },
  options: { network_key: KEY },
});
const reader = { id: 'door', family: 'id-12', transport: { type: 'simulated' }, options: {} };

let time: FakeTime;
let hub: DeviceHub;
let core: FakeLine;
let logged: string[];
let captured: string[];
let restarts: number;
let hasNativePart: boolean;
/** Ports as they were opened, and those that are open. */
let opened: string[];
let open: string[];
let listed: PortListing[];
let heard: FromDevices[];

/** Ports on which nothing ever comes. */
const binding: SerialBinding = {
  list: async () => [],
  async open(options) {
    opened.push(options.path);
    open.push(options.path);
    const port = await createFarEnd({
      createSimulator: () => ({ received: () => undefined, tick: () => undefined, act: () => undefined }),
      monotonicMs: time.monotonicMs,
      every: () => () => undefined,
    }).binding.open(options);
    const { close } = port;
    port.close = async () => {
      open.splice(open.indexOf(options.path), 1);
      await close();
    };
    return port;
  },
};
const adaptor = (path: string, vendorId: number, productId: number): PortListing => ({
  bus: 'serial',
  path,
  vendorId,
  productId,
  manufacturer: null,
  serialNumber: null,
  usagePage: null,
  usage: null,
});

const take = (from = core): void =>
  void heard.push(...from.take().map((message) => fromDevicesSchema.parse(message)));
const readings = (device: string) =>
  heard.flatMap((message) =>
    message.type === 'readings' && message.device === device ? message.readings : [],
  );
const states = (device: string): string[] =>
  heard.flatMap((message) =>
    message.type === 'status' && message.status.device === device
      ? [[message.status.state, message.status.reason].filter((word) => word !== null).join(' ')]
      : [],
  );
const configure = (...devices: object[]): void => core.say({ type: 'configure', devices });
const passed = async (ms: number): Promise<void> => {
  await settled();
  await time.passSlowly(ms);
  take();
};

beforeEach(() => {
  time = fakeTime();
  core = fakeLine();
  heard = [];
  logged = [];
  captured = [];
  restarts = 0;
  hasNativePart = true;
  opened = [];
  open = [];
  listed = [];
  const write = (_fields: object, message: string): void => void logged.push(message);
  hub = createDeviceHub({
    families: FAMILIES,
    runId: 'run-1',
    clock: time,
    restart: () => void (restarts += 1),
    log: { debug: write, info: write, warn: write, error: write },
    surroundings: {
      monotonicMs: time.monotonicMs,
      every: time.every,
      schedule: time.schedule,
      random: seededRandom(2),
      serialBinding: () =>
        hasNativePart ? Promise.resolve(binding) : Promise.reject(new Error('no native part here')),
      openHid: () => async () => fail('port_missing'),
      openKeyboard: async () => fail('port_missing'),
      listPorts: async () => listed,
      realPath: async (path) => path,
    },
    openCapture: async () => ({ write: (line) => void captured.push(line), close: async () => undefined }),
  });
  hub.coreConnected(core.near);
});

afterEach(async () => {
  await hub.stop();
});

describe('the devices of a kiosk', () => {
  it('read straps and cards through simulated far ends', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100 }]), reader);
    await passed(3_000);
    core.say({ type: 'simulate', device: 'door', action: 'hold', args: { code: '0008075634' } });
    await passed(1_000);
    expect(heard[0]).toEqual({ type: 'hello', run_id: 'run-1' });
    expect(states('stick')).toEqual(['opening', 'starting', 'ready']);
    expect(readings('stick').length).toBeGreaterThan(8);
    expect(readings('stick').map((each) => each.seq)).toEqual(
      readings('stick').map((_each, index) => index + 1),
    );
    expect(readings('door')).toMatchObject([
      { seq: 1, reading: { kind: 'card', device: 'door', code: '0008075634' } },
    ]);
  });

  it('go on undisturbed when core restarts and configures them anew', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100 }]));
    await passed(3_000);
    const before = readings('stick').length;
    core.hangUp();
    await time.passSlowly(2_000);
    const next = fakeLine();
    hub.coreConnected(next.near);
    next.say({ type: 'configure', devices: [stick([{ sensor: 25_170, bpm: 100 }])] });
    heard = [];
    await settled();
    await time.passSlowly(1_000);
    take(next);
    // Nothing was acknowledged, so everything comes again, in order and without a gap.
    expect(readings('stick').map((each) => each.seq)).toEqual(
      readings('stick').map((_each, index) => index + 1),
    );
    expect(readings('stick').length).toBeGreaterThan(before + 8);
    expect(states('stick')).toEqual(['ready']);
  });

  it('start anew when their configuration changed, and stop when it is gone', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100 }]), reader);
    await passed(2_000);
    heard = [];
    configure(stick([{ sensor: 4_711, bpm: 100 }]));
    await passed(3_000);
    expect(
      new Set(readings('stick').map(({ reading }) => (reading.kind === 'heart_rate' ? reading.sensor : ''))),
    ).toEqual(new Set(['4711']));
    core.say({ type: 'simulate', device: 'door', action: 'hold', args: { code: '0008075634' } });
    await passed(1_000);
    expect(readings('door')).toEqual([]);
    expect(logged).toContain('only a simulated device can be told what to do');
  });

  it('are closed and opened anew when staff ask for it, the others undisturbed', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100 }]), reader);
    await passed(2_000);
    heard = [];
    core.say({ type: 'reopen', device: 'stick' });
    core.say({ type: 'reopen', device: 'nobody' });
    await passed(2_000);
    expect(states('stick')).toEqual(['opening', 'starting', 'ready']);
    expect(states('door')).toEqual([]);
    expect(readings('stick').length).toBeGreaterThan(0);
  });

  it('are left to another process when staff ask for that', async () => {
    configure(reader);
    core.say({ type: 'restart' });
    await passed(100);
    expect(restarts).toBe(1);
  });

  it('come back by themselves after a plug was pulled', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100 }]));
    await passed(3_000);
    heard = [];
    core.say({ type: 'simulate', device: 'stick', action: 'unplug', args: {} });
    await passed(3_000);
    expect(states('stick').slice(0, 2)).toEqual(['lost unplugged', 'lost port_missing']);
    expect(readings('stick').length).toBeLessThan(2);
    core.say({ type: 'simulate', device: 'stick', action: 'plug', args: {} });
    await passed(4_000);
    expect(states('stick').at(-1)).toBe('ready');
    expect(readings('stick').length).toBeGreaterThan(4);
  });

  it('tell what they counted', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100 }]));
    await passed(4_100);
    const counters = heard.findLast((message) => message.type === 'counters');
    expect(counters).toMatchObject({ device: 'stick', counters: { reopened: 0, discarded: {} } });
  });

  it('say so when the native part does not load, and keep trying', async () => {
    hasNativePart = false;
    configure({
      id: 'scanner',
      family: 'rdm6300',
      transport: { type: 'serial', path: '/dev/ttyUSB7' },
      options: {},
    });
    await passed(2_000);
    expect(states('scanner')).toEqual(['opening', 'opening port_failed']);
  });

  it('never share a port: the second one is refused until the first has gone', async () => {
    const on = (id: string) => ({
      id,
      family: 'rdm6300',
      transport: { type: 'serial', path: '/dev/ttyUSB0' },
      options: {},
    });
    configure(on('first'), on('second'));
    await passed(500);
    expect([states('first').at(-1), states('second').at(-1)]).toEqual(['ready', 'opening port_claimed']);
    expect(opened).toEqual(['/dev/ttyUSB0']);
    configure(on('second'));
    await passed(40_000);
    expect(states('second').at(-1)).toBe('ready');
    expect(opened).toEqual(['/dev/ttyUSB0', '/dev/ttyUSB0']);
  });

  it('are joined by one that was plugged in, where core says that it may', async () => {
    listed = [adaptor('/dev/ttyUSB3', 0x0fcf, 0x1008)];
    core.say({ type: 'configure', devices: [reader], discover: true });
    await passed(500);
    const id = 'found-0fcf-1008-ttyUSB3';
    expect(heard.findLast((message) => message.type === 'ports')?.ports).toMatchObject([
      { path: '/dev/ttyUSB3', verdict: 'used', reason: 'recognised', device: id },
    ]);
    expect(states(id)).toEqual(['opening', 'starting', 'refused key_missing']);
    listed = [];
    await passed(6_000);
    expect(heard.findLast((message) => message.type === 'ports')?.ports).toEqual([]);
    expect(open).toEqual([]);
  });

  it('leave a found port to a device that is configured later', async () => {
    listed = [adaptor('/dev/ttyUSB3', 0x0403, 0x6001)];
    core.say({ type: 'configure', devices: [], discover: true });
    await passed(500);
    expect(states('found-0403-6001-ttyUSB3').at(-1)).toBe('starting detecting');
    const door = { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: '/dev/ttyUSB3' } };
    core.say({ type: 'configure', devices: [door], discover: true });
    await passed(500);
    expect(states('door').at(-1)).toBe('ready');
    expect(open).toEqual(['/dev/ttyUSB3']);
  });

  it('look at nothing that is plugged in unless core says so', async () => {
    listed = [adaptor('/dev/ttyUSB3', 0x0fcf, 0x1008)];
    configure(reader);
    await passed(10_000);
    expect(heard.filter(({ type }) => type === 'ports')).toEqual([]);
    expect(opened).toEqual([]);
  });

  it('have their traffic written down while staff ask for it, and a new core is told so', async () => {
    configure(reader);
    await passed(500);
    const capture = { path: '/captures/1.jsonl', max_bytes: 1_000, max_ms: 60_000 };
    core.say({ type: 'capture', device: 'door', capture });
    core.say({ type: 'simulate', device: 'door', action: 'hold', args: { code: '0008075634' } });
    await passed(500);
    expect(captured.every((line) => JSON.parse(line).device === 'door')).toBe(true);
    expect(captured.length).toBeGreaterThan(0);
    const next = fakeLine();
    hub.coreConnected(next.near);
    take(next);
    expect(heard.findLast((message) => message.type === 'capture')?.capture).toMatchObject({
      device: 'door',
      state: 'running',
      path: '/captures/1.jsonl',
    });
    const before = captured.length;
    next.say({ type: 'configure', devices: [] });
    await settled();
    take(next);
    expect(heard.findLast((message) => message.type === 'capture')?.capture.state).toBe('device_gone');
    expect(captured.length).toBe(before);
  });

  it('tell a new core what they counted so far', async () => {
    configure(stick([{ sensor: 25_170, bpm: 100, battery_percent: 40 }]));
    await passed(30_000);
    const next = fakeLine();
    hub.coreConnected(next.near);
    heard = [];
    take(next);
    const told = heard.find((message) => message.type === 'counters')?.counters;
    expect(told?.readings).toBeGreaterThan(80);
    expect(told?.frames).toBe(told?.readings);
    expect(told?.signal_dbm).toBeLessThan(-50);
    expect(told?.last_reading_at).toBeGreaterThan(0);
  });

  it('are thirty-two at most, and of so many only those are lost that nobody answers', async () => {
    const families = ['id-12', 'serial-scanner', 'text-scale', 'sma'];
    const devices = Array.from({ length: MAX_DEVICES }, (_unused, index) => ({
      id: `d${index}`,
      family: families[index % families.length],
      transport: { type: 'simulated' },
      options: {},
    }));
    configure(...devices);
    await passed(1_000);
    core.say({ type: 'simulate', device: 'd7', action: 'fault', args: { kind: 'silent' } });
    await passed(8_000);
    const lost = devices.filter(({ id }) => states(id).at(-1) !== 'ready');
    expect(lost.map(({ id, family }) => [id, family, states(id).at(-1)])).toEqual([
      ['d7', 'sma', 'lost no_answer'],
    ]);
  });

  it('survive an action that a device does not know', async () => {
    configure(reader);
    await passed(500);
    core.say({ type: 'simulate', device: 'door', action: 'weigh', args: {} });
    core.say({ type: 'simulate', device: 'door', action: 'hold', args: { code: '0008075634' } });
    await passed(500);
    expect(logged).toContain('the simulated device refused');
    expect(readings('door')).toHaveLength(1);
  });
});
