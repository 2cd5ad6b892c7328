import { describe, expect, it } from 'vitest';
import { fuzzBluetooth } from '../../../../support/devices/fuzz-bluetooth.ts';

describe('a Bluetooth controller that damages three packets in ten', () => {
  it('makes nothing throw, and no reading of what nobody said', () => {
    const { exceptions, implausible, readings, restarts } = fuzzBluetooth(20_000, 20_261_130);
    expect(exceptions).toEqual([]);
    expect(implausible).toBe(0);
    // It did get through: set up again and again, and heard in between.
    expect(readings).toBeGreaterThan(200);
    expect(restarts).toBeGreaterThan(10);
  });
});
