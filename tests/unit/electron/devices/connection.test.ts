import { describe, expect, it } from 'vitest';
import { createConnection } from '../../../../electron/devices/connection.ts';
import type { FamilyRegistration } from '../../../../electron/devices/driver.ts';
import { FAMILIES } from '../../../../electron/devices/family-registry.ts';
import type { TransportListener } from '../../../../electron/devices/transports/transport.ts';
import { DEVICE_FIXTURES, playFixture } from '../../../support/devices/device-fixtures.ts';
import { fakeTime } from '../../../support/devices/fake-time.ts';
import { simulatedConfig, wire } from '../../../support/devices/recorded-driver.ts';

/** A device on a line of the test's own; `stall` is the whole process standing still, whose timers run first after it. */
function connected(registration: FamilyRegistration) {
  const time = fakeTime();
  const readings: object[] = [];
  const dropped: string[] = [];
  const states: string[] = [];
  let standStillMs = 0;
  let port: TransportListener | undefined;
  let tick = (): void => undefined;
  createConnection({
    config: simulatedConfig(registration.family),
    createDriver: registration.createDriver,
    clock: { nowMs: time.nowMs, monotonicMs: () => time.monotonicMs() + standStillMs },
    every(intervalMs, run) {
      tick = run;
      return time.every(intervalMs, run);
    },
    transport: {
      start: (to) => void (port = to),
      send: () => true,
      tune: () => undefined,
      reopen: () => undefined,
      stop: async () => undefined,
    },
    listener: {
      reading: ({ at: _at, device: _device, ...reading }) => void readings.push(reading),
      discarded: (reason) => void dropped.push(reason),
      status: ({ state, reason }) => void states.push(reason === null ? state : `${state}:${reason}`),
      detected: () => undefined,
    },
  });
  port!.opened();
  return {
    readings,
    dropped,
    states,
    pass: time.pass,
    received: (bytes: Uint8Array) => port!.received(bytes),
    stall(ms: number) {
      standStillMs += ms;
      tick();
    },
  };
}

const family = (name: string): FamilyRegistration => FAMILIES.find((each) => each.family === name)!;

/** What devices on a serial line really sent, with what comes of it. */
const RECORDED = FAMILIES.filter(({ connection }) => connection === 'serial').flatMap((registration) =>
  (DEVICE_FIXTURES[registration.family] ?? []).map(
    (fixture, index) => [`${registration.family} ${index + 1}`, registration, fixture] as const,
  ),
);

describe('a process that stood still', () => {
  it.each(RECORDED)(
    'takes no pause of its own for silence of the line: %s',
    (_name, registration, fixture) => {
      const device = connected(registration);
      for (const chunk of fixture.received) {
        device.pass(100);
        const half = Math.floor(chunk.length / 2);
        device.received(chunk.subarray(0, half));
        device.stall(1_300);
        device.received(chunk.subarray(half));
      }
      device.pass(2_000);
      expect(device.readings).toEqual(playFixture(registration, fixture).readings);
    },
  );

  it('lets in nobody by half of a symbol that was on its way', () => {
    const device = connected(family('serial-scanner'));
    device.received(wire('MEMBER-0001\r'));
    device.stall(1_300);
    device.received(wire('MEMBER-0002\r'));
    device.pass(500);
    expect([device.readings, device.dropped]).toEqual([[], ['framing']]);
  });

  it('joins the keys of one card', () => {
    const device = connected(family('keyboard-wedge'));
    const keys = (usages: readonly number[]): Uint8Array =>
      Uint8Array.from(usages.flatMap((usage) => [0, 0, usage, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    device.received(keys([0x1e, 0x27]));
    device.stall(1_300);
    device.received(keys([0x27, 0x21, 0x1f, 0x28]));
    device.pass(500);
    expect(device.readings).toEqual([{ kind: 'card', code: '10042' }]);
  });

  it('does not say of a scale that it answers no more', () => {
    const device = connected(family('kern'));
    device.received(wire('+   82.70 kg  \r\n'));
    const before = [...device.states];
    for (let times = 0; times < 5; times += 1) {
      device.stall(10_000);
      device.received(wire('+   82.70 kg  \r\n'));
      device.pass(50);
    }
    expect(device.states).toEqual(before);
  });

  it('gives half a message up in silence, however slow the machine stays', () => {
    const device = connected(family('text-scale'));
    device.received(wire('Gross   82.'));
    for (let ticks = 0; ticks < 20; ticks += 1) device.stall(400);
    expect(device.dropped).toEqual(['timeout']);
    const onTime = connected(family('text-scale'));
    onTime.received(wire('Gross   82.'));
    onTime.pass(1_200);
    expect(onTime.dropped).toEqual(['timeout']);
  });
});
