import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceHub, type DeviceHub } from '../../../../electron/devices/device-hub.ts';
import { FAMILIES } from '../../../../electron/devices/family-registry.ts';
import type { PortListing } from '../../../../electron/devices/discovery/match-bus.ts';
import { fail } from '../../../../shared/base/result.ts';
import { fromDevicesSchema, type FromDevices } from '../../../../shared/contract/device-messages.ts';
import { fakeTime, settled, type FakeTime } from '../../../support/devices/fake-time.ts';
import { fakeLine, type FakeLine } from '../../../support/devices/ports.ts';
import { seededRandom } from '../../../support/devices/strap-corpus.ts';

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
let listed: PortListing[];
let heard: FromDevices[];

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
  listed = [];
  const write = (_fields: object, message: string): void => void logged.push(message);
  hub = createDeviceHub({
    families: FAMILIES,
    runId: 'run-1',
    clock: time,
    log: { debug: write, info: write, warn: write, error: write },
    surroundings: {
      monotonicMs: time.monotonicMs,
      every: time.every,
      schedule: time.schedule,
      random: seededRandom(2),
      serialBinding: () => Promise.reject(new Error('no native part here')),
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
    configure({
      id: 'scanner',
      family: 'rdm6300',
      transport: { type: 'serial', path: '/dev/ttyUSB7' },
      options: {},
    });
    await passed(2_000);
    expect(states('scanner')).toEqual(['opening', 'opening port_failed']);
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
