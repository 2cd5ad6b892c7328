import { describe, expect, it } from 'vitest';
import { tanita } from '../../../../../electron/devices/tanita/registration.ts';
import { recordDriver, simulatedConfig, wire } from '../../../../support/devices/recorded-driver.ts';
import type { Simulator } from '../../../../../electron/devices/driver.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

function createBench() {
  const recorded = recordDriver(tanita);
  const simulator: Simulator = tanita.createSimulator(
    simulatedConfig('tanita'),
    (bytes) => recorded.driver.received(bytes, 0),
    seededRandom(3),
  );
  return { ...recorded, simulator };
}

describe('an analyser', () => {
  it('gives one body composition for a person who waits for the result', () => {
    const { simulator, readings } = createBench();
    simulator.act('step_on', { kg: 82.7, height_cm: 181, sex: 'female', fat_percent: 24.5 }, 0);
    simulator.tick(2_900);
    expect(readings).toEqual([]);
    simulator.tick(3_000);
    simulator.tick(6_000);
    expect(readings).toMatchObject([
      { kind: 'body_composition', kg: 82.7, fields: { FW: 24.5, GE: 2, Hm: 181 } },
    ]);
  });

  it('gives nothing for one who steps off', () => {
    const { simulator, readings } = createBench();
    simulator.act('step_on', { kg: 82.7 }, 0);
    simulator.act('step_off', {}, 1_000);
    simulator.tick(10_000);
    expect(readings).toEqual([]);
  });

  it('agrees with itself for every person it can play', () => {
    for (let kg = 30; kg <= 200; kg += 0.7) {
      const { simulator, readings } = createBench();
      simulator.act('step_on', { kg, height_cm: 150 + (kg % 50), fat_percent: 5 + (kg % 40) }, 0);
      simulator.tick(3_000);
      expect(readings).toHaveLength(1);
    }
  });

  it.each([
    ['overload', 'overload'],
    ['underload', 'underload'],
    ['error', 'fault'],
  ])('reports %s as such', (kind, reason) => {
    const { simulator, reasons, readings } = createBench();
    simulator.act('fault', { kind }, 0);
    simulator.act('step_on', { kg: 82.7 }, 0);
    simulator.tick(3_000);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual([reason]);
  });

  it('is not put off by what a WB-3000 mumbles after its data', () => {
    const { driver, readings, discarded } = createBench();
    const line = '{0,16,MO,"WB-3000",Wk,82.7,CS,';
    let sum = 0;
    for (const byte of wire(line.slice(0, -3))) sum = (sum + byte) % 256;
    driver.received(wire(`${line}${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`), 0);
    driver.received(Uint8Array.of(0x00, 0xff, 0x7b, 0x80), 100);
    driver.tick(1_200);
    expect(readings).toMatchObject([{ kg: 82.7 }]);
    expect(discarded).toEqual([
      { reason: 'framing', bytes: 2 },
      { reason: 'timeout', bytes: 2 },
    ]);
  });

  it('refuses to measure what no person weighs', () => {
    const { simulator } = createBench();
    expect(() => simulator.act('step_on', {}, 0)).toThrow(RangeError);
    expect(() => simulator.act('step_on', { kg: -1 }, 0)).toThrow(RangeError);
    expect(() => simulator.act('dance', {}, 0)).toThrow(RangeError);
  });
});
