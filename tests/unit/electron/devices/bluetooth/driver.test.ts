import { describe, expect, it } from 'vitest';
import { createBluetoothDriver } from '../../../../../electron/devices/bluetooth/driver.ts';
import {
  createBluetoothSimulator,
  simulatedAddress,
} from '../../../../../electron/devices/bluetooth/simulator.ts';
import type { DriverReading, StrapSelection } from '../../../../../electron/devices/driver.ts';
import type { DeviceConfig } from '../../../../../shared/contract/kiosk-config.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

const STEP_MS = 20;
const NOBODY: StrapSelection = { known: [], worn: [], pairing: false };

/** A radio with people around it: driver and far end, joined, on a clock of their own. */
function radio(scenario: Record<string, unknown>, options: DeviceConfig['options'] = {}) {
  const config: DeviceConfig = {
    id: 'bt',
    family: 'bluetooth',
    transport: { type: 'simulated', scenario },
    options,
  };
  const toHost: Uint8Array[] = [];
  const toDevice: Uint8Array[] = [];
  const readings: (DriverReading & { atMs: number })[] = [];
  const dropped: Record<string, number> = {};
  const states: string[] = [];
  const reopened: string[] = [];
  let nowMs = 0;
  const far = createBluetoothSimulator(config, (bytes) => void toHost.push(bytes), seededRandom(7));
  const driver = createBluetoothDriver(config, {
    send: (bytes) => void toDevice.push(Uint8Array.from(bytes)),
    reading: (reading) => void readings.push({ ...reading, atMs: nowMs }),
    discarded: (reason, bytes) => void (dropped[reason] = (dropped[reason] ?? 0) + bytes),
    state(state, reason) {
      const text = reason === undefined ? state : `${state} ${reason}`;
      if (states.at(-1) !== text) states.push(text);
    },
    reopen: (reason) => void reopened.push(reason),
    tune: () => undefined,
  });
  driver.opened(0);
  return {
    readings,
    dropped,
    states,
    reopened,
    act: (action: string, args: Record<string, unknown> = {}) => far.act(action, args, nowMs),
    wish: (wish: Partial<StrapSelection>) => driver.straps!({ ...NOBODY, ...wish }),
    receive: (hex: string) => driver.received(Uint8Array.from(Buffer.from(hex, 'hex')), nowMs),
    pass(ms: number) {
      for (const endMs = nowMs + ms; nowMs < endMs;) {
        nowMs += STEP_MS;
        for (const bytes of toDevice.splice(0)) far.received(bytes, nowMs);
        far.tick(nowMs);
        for (const bytes of toHost.splice(0)) driver.received(bytes, nowMs);
        if (nowMs % 100 === 0) driver.tick(nowMs);
      }
    },
    /** Straps heard in the last so many milliseconds. */
    heard: (lastMs: number) =>
      [
        ...new Set(
          readings
            .filter(({ atMs }) => atMs > nowMs - lastMs)
            .flatMap((reading) => (reading.kind === 'heart_rate' ? [reading.sensor] : [])),
        ),
      ].toSorted(),
    now: () => nowMs,
    close: () => driver.closed(),
  };
}

const polar = (sensor: number, bpm = 95) => ({ sensor, bpm, kind: 'polar' });

describe('a Bluetooth radio', () => {
  it('hears straps that broadcast their rate without a link, once for each new value', () => {
    const gym = radio({ straps: [polar(1, 100), polar(2, 150)], links: 0 });
    gym.pass(10_500);
    expect(gym.heard(3_000)).toEqual(['00000001', '00000002']);
    const first = gym.readings.filter(
      (reading) => reading.kind === 'heart_rate' && reading.sensor === '00000001',
    );
    expect(first.length).toBeGreaterThanOrEqual(8);
    expect(first.length).toBeLessThanOrEqual(11);
  });

  it('links to no ordinary strap that nobody asked for', () => {
    const gym = radio({ straps: [{ sensor: 'A' }, { sensor: 'B' }] });
    gym.pass(20_000);
    expect(gym.readings).toEqual([]);
    expect(gym.states).toEqual(['starting', 'ready']);
  });

  it.each([
    { links: 20, atOnce: 6, forMs: 20_000, says: 'ready' },
    { links: 2, atOnce: 2, forMs: 60_000, says: 'ready too_few_links' },
  ])(
    'shows every strap in its turn while somebody is choosing, and lets them go, with $links links',
    ({ links, atOnce, forMs, says }) => {
      const near = Array.from({ length: 8 }, (_unused, index) => ({ sensor: `N${index}` }));
      const gym = radio({ straps: near, links });
      gym.wish({ pairing: true });
      gym.pass(10_000);
      // Most take one link, and that may be wanted elsewhere: never many at a time.
      expect(gym.heard(2_000)).toHaveLength(atOnce);
      gym.pass(forMs);
      expect(gym.heard(forMs)).toHaveLength(8);
      expect(gym.states.at(-1)).toBe(says);
      gym.wish({});
      gym.pass(10_000);
      expect(gym.heard(2_000)).toEqual([]);
    },
  );

  it('hears ordinary straps while somebody is choosing one, and lets those go that nobody took', () => {
    const gym = radio({ straps: [{ sensor: 'A' }, { sensor: 'B' }, { sensor: 'far', rssi_dbm: -95 }] });
    gym.pass(1_000);
    gym.wish({ pairing: true });
    gym.pass(5_000);
    expect(gym.heard(2_000)).toEqual(['Strap A', 'Strap B']);
    const worn = gym.readings.find(
      (reading) => reading.kind === 'heart_rate' && reading.sensor === 'Strap B',
    );
    gym.wish({ worn: [worn?.kind === 'heart_rate' ? worn.sensor_id : ''] });
    gym.pass(10_000);
    expect(gym.heard(2_000)).toEqual(['Strap B']);
  });

  it('links to members’ straps and to those the gym lends as soon as they are put on', () => {
    const gym = radio({ straps: [{ sensor: 'A' }, { sensor: 'B' }] }, { loan_straps: ['C0:FF:24:52:0E:7E'] });
    gym.pass(6_000);
    expect(gym.heard(2_000)).toEqual(['Strap A']);
    gym.wish({ known: ['c0:ff:23:52:0c:eb'] });
    gym.pass(6_000);
    expect(gym.heard(2_000)).toEqual(['Strap A', 'Strap B']);
  });

  it('tells rate, beats and battery of a linked strap', () => {
    const gym = radio({ straps: [{ sensor: 'A', bpm: 120, battery_percent: 61 }] });
    gym.wish({ known: ['C0:FF:24:52:0E:7E'] });
    gym.pass(8_000);
    const last = gym.readings.at(-1)!;
    expect(last).toMatchObject({
      kind: 'heart_rate', sensor: 'Strap A', sensor_id: 'C0:FF:24:52:0E:7E', rssi_dbm: -60, battery_percent: 61,
    }); // prettier-ignore
    expect(last.kind === 'heart_rate' && Math.abs(60_000 / last.rr_ms! - last.bpm)).toBeLessThan(2);
  });

  it('says no number for a strap off the skin', () => {
    const gym = radio({ straps: [{ sensor: 'A' }] });
    gym.wish({ known: ['C0:FF:24:52:0E:7E'] });
    gym.pass(5_000);
    gym.act('remove', { sensor: 'A' });
    gym.pass(1_500);
    const before = gym.readings.length;
    gym.pass(5_000);
    expect(gym.readings).toHaveLength(before);
    expect(gym.dropped['no_contact']).toBeGreaterThan(0);
  });

  it('links again when a strap that was lost comes back, however often', () => {
    const gym = radio({ straps: [{ sensor: 'A' }] });
    gym.wish({ known: ['C0:FF:24:52:0E:7E'] });
    gym.pass(5_000);
    for (let round = 0; round < 5; round += 1) {
      gym.act('vanish', { sensor: 'A' });
      gym.pass(12_000);
      expect(gym.heard(5_000)).toEqual([]);
      gym.act('wear', { sensor: 'A', bpm: 110 });
      gym.pass(4_000);
      expect(gym.heard(2_000)).toEqual(['Strap A']);
    }
  });

  it('says so when more straps want a link than there are links, and serves those in a session first', () => {
    const ids: Record<string, string> = {};
    const gym = radio({ straps: [{ sensor: 'A' }, { sensor: 'B' }, { sensor: 'C' }], links: 2 });
    gym.wish({ pairing: true });
    gym.pass(10_000);
    for (const reading of gym.readings)
      if (reading.kind === 'heart_rate') ids[reading.sensor] = reading.sensor_id;
    expect(Object.keys(ids).length).toBe(2);
    gym.wish({ known: ['C0:FF:24:52:0E:7E', 'C0:FF:23:52:0C:EB', 'C0:FF:22:52:0B:58'] });
    gym.pass(10_000);
    expect(gym.heard(2_000)).toHaveLength(2);
    expect(gym.states.at(-1)).toBe('ready too_few_links');
  });

  it('says so when somebody is choosing and every link is in use', () => {
    const gym = radio({ straps: [{ sensor: 'A' }, { sensor: 'B' }], links: 1 });
    gym.wish({ worn: ['C0:FF:24:52:0E:7E'], pairing: false });
    gym.pass(10_000);
    expect(gym.states.at(-1)).toBe('ready');
    gym.wish({ worn: ['C0:FF:24:52:0E:7E'], pairing: true });
    gym.pass(10_000);
    expect(gym.heard(2_000)).toEqual(['Strap A']);
    expect(gym.states.at(-1)).toBe('ready too_few_links');
  });

  it('gives every known strap its turn where a controller takes few links, and those in a session theirs for good', () => {
    const sensors = ['A', 'B', 'C', 'D'];
    const gym = radio({ straps: sensors.map((sensor) => ({ sensor })), links: 2 });
    gym.wish({ pairing: true });
    gym.pass(2_000);
    gym.wish({
      known: sensors.map((sensor) => simulatedAddress('strap', sensor)),
      worn: [simulatedAddress('strap', 'D')],
    });
    gym.pass(210_000);
    expect(gym.heard(200_000)).toEqual(sensors.map((sensor) => `Strap ${sensor}`));
    const worn = gym.readings.filter(
      (reading) =>
        reading.kind === 'heart_rate' && reading.sensor === 'Strap D' && reading.atMs > gym.now() - 200_000,
    );
    expect(worn.length).toBeGreaterThan(190);
  });

  it('listens on with firmware that takes no links, and says what that means', () => {
    const gym = radio({ straps: [polar(1), { sensor: 'A' }], links: 0 });
    gym.wish({ pairing: true });
    gym.pass(6_000);
    expect(gym.states.at(-1)).toBe('ready no_links');
    expect(gym.heard(2_000)).toEqual(['00000001']);
  });

  it('starts anew after an error of the controller, and goes on', () => {
    const gym = radio({ straps: [polar(1), { sensor: 'A' }] });
    gym.wish({ known: ['C0:FF:24:52:0E:7E'] });
    gym.pass(5_000);
    gym.act('hardware_error');
    gym.pass(8_000);
    expect(gym.states).toEqual(['starting', 'ready', 'starting controller_failed', 'ready']);
    expect(gym.heard(2_000)).toEqual(['00000001', 'Strap A']);
  });

  it('opens the port anew when the controller answers nothing', () => {
    const gym = radio({ dumb: true });
    gym.pass(20_000);
    expect(gym.reopened[0]).toBe('no_answer');
    gym.close();
  });

  it('says so when the controller refuses to start', () => {
    const gym = radio({ refuses: true });
    gym.pass(5_000);
    expect(gym.states).toContain('starting controller_refused');
    gym.close();
  });

  it('says so when nothing that comes makes sense, as at a wrong baud rate', () => {
    const gym = radio({ straps: [polar(1)] });
    gym.pass(2_000);
    for (let times = 0; times < 10; times += 1) gym.receive('ff7f00fe80');
    gym.pass(2_000);
    expect(gym.states).toContain('starting out_of_step');
    gym.pass(6_000);
    expect(gym.states.at(-1)).toBe('ready');
    expect(gym.heard(3_000)).toEqual(['00000001']);
  });

  it('outlives noise and lengths that lie', () => {
    const gym = radio({ straps: [{ sensor: 'A' }, polar(1)] });
    gym.wish({ known: ['C0:FF:24:52:0E:7E'] });
    gym.pass(4_000);
    for (let round = 0; round < 20; round += 1) {
      gym.act('noise', { bytes: 40 });
      gym.act('lie', { sensor: 'A' });
      gym.pass(1_000);
    }
    gym.pass(10_000);
    expect(gym.heard(2_000)).toEqual(['00000001', 'Strap A']);
  });
});

describe('straps that change their address', () => {
  const watch = { sensor: 'W', private: true, serial_number: '3412' };
  const ID = 'Strap W 3412';
  const ids = (gym: ReturnType<typeof radio>): string[] => [
    ...new Set(gym.readings.flatMap((reading) => (reading.kind === 'heart_rate' ? [reading.sensor_id] : []))),
  ];

  it('are known by name and serial number from the first reading on', () => {
    const gym = radio({ straps: [watch] });
    gym.wish({ pairing: true });
    gym.pass(6_000);
    expect(ids(gym)).toEqual([ID]);
  });

  it('are linked again under a new address, for a session and for whose they are', () => {
    for (const wish of [{ worn: [ID] }, { known: [ID.toLowerCase()] }]) {
      const gym = radio({ straps: [watch] });
      gym.wish(wish);
      gym.pass(6_000);
      expect(gym.heard(2_000)).toEqual([ID]);
      gym.act('vanish', { sensor: 'W' });
      gym.pass(8_000);
      gym.act('change_address', { sensor: 'W' });
      gym.act('wear', { sensor: 'W', bpm: 130 });
      gym.pass(12_000);
      expect(gym.heard(2_000)).toEqual([ID]);
      expect(ids(gym)).toEqual([ID]);
    }
  });

  it('are let go, and left alone, when they turn out to be somebody else’s of the same name', () => {
    const gym = radio({ straps: [watch] });
    gym.wish({ known: ['Strap W 9999'] });
    gym.pass(60_000);
    const first = gym.readings.length;
    expect(first).toBeLessThan(5);
    gym.pass(60_000);
    expect(gym.readings).toHaveLength(first);
  });

  it('are known by their name alone where they tell no serial number', () => {
    const gym = radio({ straps: [{ ...watch, serial_number: '' }] });
    gym.wish({ known: ['Strap W'] });
    gym.pass(6_000);
    gym.act('vanish', { sensor: 'W' });
    gym.pass(8_000);
    gym.act('change_address', { sensor: 'W' });
    gym.act('wear', { sensor: 'W' });
    gym.pass(20_000);
    expect(gym.heard(2_000)).toEqual(['Strap W']);
    expect(ids(gym)).toEqual(['Strap W']);
  });
});

describe('a Bluetooth scale', () => {
  it('is linked when somebody steps on it, and tells one weighing once', () => {
    const gym = radio({ scales: [{ sensor: 'S' }] });
    gym.pass(2_000);
    gym.act('weigh', { kg: 82.35 });
    gym.pass(8_000);
    expect(gym.readings.map(({ atMs: _atMs, ...reading }) => reading)).toEqual([
      { kind: 'weight', kg: 82.35, value: '82.350', unit: 'kg', stable: true },
    ]);
  });

  it('tells a body composition as analysers do', () => {
    const gym = radio({ scales: [{ sensor: 'S' }] });
    gym.pass(2_000);
    gym.act('weigh', { kg: 80, fat_percent: 20 });
    gym.pass(8_000);
    expect(gym.readings).toMatchObject([
      { kind: 'body_composition', kg: 80, fields: { Wk: 80, FW: 20, fW: 16 } },
    ]);
  });

  it('is heard without a link when it broadcasts, once for each who steps on it', () => {
    const gym = radio({ scales: [{ sensor: 'M', kind: 'broadcasting_scale' }], links: 0 });
    gym.pass(2_000);
    for (const kg of [82.35, 60]) {
      gym.act('weigh', { sensor: 'M', kg });
      gym.pass(30_000);
    }
    expect(gym.readings.map((reading) => reading.kind === 'weight' && reading.kg)).toEqual([82.35, 60]);
  });
});
