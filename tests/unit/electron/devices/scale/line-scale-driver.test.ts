import { describe, expect, it } from 'vitest';
import { mtSics } from '../../../../../electron/devices/mt-sics/mt-sics.ts';
import { textScale } from '../../../../../electron/devices/text-scale/text-scale.ts';
import { toledo8217 } from '../../../../../electron/devices/toledo-8217/toledo-8217.ts';
import { recordDriver, wire } from '../../../../support/devices/recorded-driver.ts';

describe('a serial scale', () => {
  it('gives a reading with the digits it sent', () => {
    const { driver, readings, states, sent } = recordDriver(mtSics);
    driver.received(wire('S S      89.2 kg\r\n'), 10);
    expect(readings).toEqual([{ kind: 'weight', kg: 89.2, value: '89.2', unit: 'kg', stable: true }]);
    expect(states).toEqual(['starting', 'ready']);
    expect(sent).toEqual(['SIR\r\n']);
  });

  it('gives no reading below zero or beyond what a platform carries, and zero for minus zero', () => {
    const { driver, readings, discarded } = recordDriver(mtSics);
    driver.received(wire('S S -0.05 kg\r\nS S 500.1 kg\r\nS S -0.00 kg\r\nS S 500.0 kg\r\n'), 10);
    expect(discarded).toEqual([
      { reason: 'underload', bytes: 12 },
      { reason: 'implausible', bytes: 12 },
    ]);
    expect(readings).toMatchObject([{ kg: 0, value: '0.00' }, { kg: 500 }]);
  });

  it('that never says "stable" is judged by its standstill', () => {
    const { driver, readings } = recordDriver(mtSics);
    for (const atMs of [0, 200, 400, 600]) driver.received(wire('S D 82.7 kg\r\n'), atMs);
    expect(readings.map((reading) => reading.kind === 'weight' && reading.stable)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('that does say "stable" is taken at its word when it says "moving"', () => {
    const { driver, readings } = recordDriver(mtSics);
    driver.received(wire('S S 0.0 kg\r\n'), 0);
    for (const atMs of [100, 400, 800, 1_200]) driver.received(wire('S D 82.7 kg\r\n'), atMs);
    expect(readings.slice(1).every((reading) => reading.kind === 'weight' && !reading.stable)).toBe(true);
  });

  it('without any stability mark has to repeat itself', () => {
    const { driver, readings } = recordDriver(textScale);
    driver.received(wire('82.7 kg\r\n82.7 kg\r\nOL\r\n82.7 kg\r\n'), 0);
    expect(readings.map((reading) => reading.kind === 'weight' && reading.stable)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('that falls silent is reported, and asked again', () => {
    const { driver, states, sent } = recordDriver(toledo8217);
    for (let atMs = 100; atMs <= 3_000; atMs += 100) driver.tick(atMs);
    expect(states).toEqual(['starting', 'lost:no_answer']);
    expect(sent).toEqual(['W', 'W', 'W', 'W\r']);
  });

  it('drops the half line it was cut off in, and starts anew when plugged in', () => {
    const { driver, readings, reasons, states } = recordDriver(mtSics);
    driver.received(wire('S S 8'), 0);
    driver.closed();
    driver.opened(5_000);
    driver.received(wire('2.7 kg\r\n'), 5_010);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['timeout', 'framing']);
    expect(states).toEqual(['starting', 'starting']);
  });
});
