import { describe, expect, it } from 'vitest';
import { hidScale } from '../../../../../electron/devices/hid-scale/registration.ts';
import { recordDriver } from '../../../../support/devices/recorded-driver.ts';

const report = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('a USB scale', () => {
  it('does not give the next member the weight of the one before', () => {
    const { driver, readings, reasons } = recordDriver(hidScale);
    driver.received(report('030403ffa501'), 0);
    driver.received(report('030403ff0c00'), 100);
    expect(reasons()).toEqual(['stale']);
    expect(readings).toEqual([{ kind: 'weight', kg: 1.2, value: '1.2', unit: 'kg', stable: true }]);
  });

  it('does not take a status report for the stale one, nor forget after being switched off', () => {
    const { driver, readings, reasons } = recordDriver(hidScale);
    driver.received(report('0404'), 0);
    driver.received(report('030403ffa501'), 100);
    driver.received(report('030403ff0c00'), 200);
    driver.closed();
    driver.opened(1_000);
    driver.received(report('030403ff0c00'), 1_100);
    expect(reasons()).toEqual(['unsupported', 'stale', 'stale']);
    expect(readings).toHaveLength(1);
  });

  it('gives no reading beyond what a platform carries', () => {
    const { driver, readings, reasons } = recordDriver(hidScale);
    driver.received(report('030403000000'), 0);
    driver.received(report('030403001027'), 100);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['stale', 'implausible']);
  });
});
