import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHidReport } from '../../../../../electron/devices/hid-scale/frames.ts';

const report = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('a report of a USB scale', () => {
  // Recorded from a Mettler PS60 (pyusb-scale), a Stamps.com 70 lb scale (node-hid issue 286) and DYMO scales (usb-scale).
  it.each([
    ['03020cfe0000', 0, '0.00', 'lb', true],
    ['030203fe0000', 0, '0.00', 'kg', true],
    ['030403fec200', 1.94, '1.94', 'kg', true],
    ['03040bff6f04', 3.217671, '113.5', 'oz', true],
    ['03030cff4200', 2.99371, '6.6', 'lb', false],
    ['030303ffa501', 42.1, '42.1', 'kg', false],
    ['030403ff0c00', 1.2, '1.2', 'kg', true],
    ['030403fd0500', 0.005, '0.005', 'kg', true],
    ['030402020100', 0.1, '100', 'g', true],
  ])('%s', (hex, kg, value, unit, stable) => {
    expect(decodeHidReport(report(hex))).toEqual({
      type: 'weight',
      kg,
      value,
      unit,
      stable,
      negative: false,
    });
  });

  // The 5-byte form: antradar's description of the DYMO M25; the others: what hidapi gives on Windows.
  it.each([
    ['without a report id', '0402001400'],
    ['with 00 before the report id', '00030402001400'],
    ['with 00 in place of the report id', '000402001400'],
    ['padded with zeros', '0304020014000000'],
  ])('reads the same %s', (_how, hex) => {
    expect(decodeHidReport(report(hex))).toMatchObject({ kg: 0.02, value: '20', unit: 'g', stable: true });
  });

  it('takes a stripped report that begins with 3 for one in motion', () => {
    expect(decodeHidReport(report('0303ffa501'))).toMatchObject({ kg: 42.1, stable: false });
  });

  it.each([
    ['a fault', '030103fe0000', 'fault'],
    ['under zero', '030503fe0000', 'underload'],
    ['over the limit', '030603fe0000', 'overload'],
    ['needs calibration', '030703fe0000', 'fault'],
    ['needs to be zeroed', '030803fe0000', 'fault'],
    ['a status nobody defined', '030903fe0000', 'framing'],
    ['no unit', '030400009000', 'unit'],
    ['tael', '030405009000', 'unit'],
    ['a unit nobody defined', '03040d009000', 'unit'],
    ['stable at zero with a weight on it', '030203fec200', 'implausible'],
    ['an absurd exponent', '0304037f0100', 'implausible'],
    ['the status report of a PS60', '0404', 'unsupported'],
    ['a control report', '0202', 'unsupported'],
    ['padding that is none', '0304020014000001', 'framing'],
    ['a report cut short', '030402', 'framing'],
    ['nothing', '', 'framing'],
    ['hiddev events without unit (Stamps.com 510)', '41008d00ffffffff40008d002f020000', 'unit'],
    ['more than a packet', '03'.repeat(65), 'overlong'],
  ])('gives no weight: %s', (_what, hex, reason) => {
    expect(decodeHidReport(report(hex))).toEqual({ type: 'nothing', reason });
  });

  it('survives any report, and never makes a weight negative or endless', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const message = decodeHidReport(bytes);
        expect(message.type !== 'weight' || (message.kg >= 0 && Number.isFinite(message.kg))).toBe(true);
      }),
    );
  });
});
