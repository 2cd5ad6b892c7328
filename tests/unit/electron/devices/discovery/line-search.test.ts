import { describe, expect, it } from 'vitest';
import { chooseDriver } from '../../../../../electron/devices/choose-driver.ts';
import { SEARCH_STEP_MS, searchOrder } from '../../../../../electron/devices/discovery/line-search.ts';
import { FAMILIES, findFamily } from '../../../../../electron/devices/family-registry.ts';
import type { LineSettings } from '../../../../../electron/devices/transports/transport.ts';
import type { DeviceFamily } from '../../../../../shared/contract/kiosk-config.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';
import { wireUp } from '../../../../support/devices/serial-wire.ts';

/** A scale whose family is configured, and nothing else of it. */
function scaleOf(family: DeviceFamily, baudRate: number | null, form: Partial<LineSettings> = {}) {
  const registration = findFamily(family)!;
  return wireUp(
    registration,
    baudRate === null ? null : { ...registration.serial!, baud_rate: baudRate, ...form },
    {
      createDriver(config, outlet) {
        const named = { ...config, family };
        return chooseDriver(named, FAMILIES, true)!(named, outlet);
      },
    },
  );
}

describe('a scale whose baud rate is not configured', () => {
  it('is read under its usual settings, which are never left while it is understood', () => {
    const scale = scaleOf('and', 2_400);
    scale.act('step_on', { kg: 82.7 });
    let tuned = false;
    for (let second = 0; second < 60; second += 1) {
      scale.pass(1_000);
      // The wire's near end starts at 9600; the connection opens the port with the usual settings.
      tuned ||= scale.settings().baud_rate !== 9_600 && scale.settings().baud_rate !== 2_400;
    }
    expect(scale.readings.at(-1)).toMatchObject({ kg: 82.7, stable: true });
    expect(tuned).toBe(false);
  });

  it.each([
    ['mt-sics', 4_800],
    ['toledo-8217', 2_400],
    ['cas', 19_200],
  ] as const)('is found at another one: %s at %d', (family, baudRate) => {
    const scale = scaleOf(family, baudRate);
    scale.act('step_on', { kg: 82.7 });
    scale.pass(120_000);
    expect(scale.settings()).toMatchObject({ ...findFamily(family)!.serial, baud_rate: baudRate });
    expect(scale.readings.at(-1)).toMatchObject({ kg: 82.7, stable: true });
    expect(scale.detections).toMatchObject([{ verdict: 'recognised', family }]);
  });

  it.each([
    ['sartorius', 1_200, { data_bits: 7, parity: 'odd' }],
    ['ohaus', 2_400, { data_bits: 7, stop_bits: 2 }],
    ['and', 9_600, { data_bits: 8, parity: 'none' }],
  ] as const)('is found as an older model left the factory: %s at %d', (family, baudRate, form) => {
    const scale = scaleOf(family, baudRate, form);
    scale.act('step_on', { kg: 82.7 });
    scale.pass(40_000);
    expect(scale.settings()).toMatchObject({ baud_rate: baudRate, ...form });
    expect(scale.readings.at(-1)).toMatchObject({ kg: 82.7, stable: true });
  });

  it('is not left by a line that is noisy and has whole messages', () => {
    const scale = scaleOf('cas', null);
    for (let second = 0; second < 60; second += 1) {
      scale.say(wire('\u0081\u0092'.repeat(100)));
      scale.pass(1_000);
    }
    expect(scale.settings().baud_rate).toBe(9_600);
    expect(scale.readings.length).toBeGreaterThan(60);
  });

  it('is given time under each, the usual one in between', () => {
    expect(SEARCH_STEP_MS).toBeGreaterThanOrEqual(2_000);
    const usual = findFamily('cas')!.serial!;
    const order = searchOrder(usual, []);
    expect(order.filter((_settings, index) => index % 2 === 0).every((settings) => settings === usual)).toBe(
      true,
    );
    expect(new Set(order.map(({ baud_rate: baudRate }) => baudRate)).size).toBe(8);
  });
});

describe('a scale whose baud rate is configured', () => {
  it('is opened with it and with no other', () => {
    const registration = findFamily('cas')!;
    const transport = { type: 'serial', path: '/dev/ttyUSB0', baud_rate: 4_800 } as const;
    const config = { id: 'scale', family: 'cas', transport, options: {} } as const;
    expect(chooseDriver(config, FAMILIES, true)).toBe(registration.createDriver);
  });
});
