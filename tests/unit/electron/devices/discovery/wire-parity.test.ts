import { describe, expect, it } from 'vitest';
import {
  inferSevenBitForm,
  withoutEighthBit,
} from '../../../../../electron/devices/discovery/wire-parity.ts';
import type { LineSettings } from '../../../../../electron/devices/transports/transport.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';
import { carry } from '../../../../support/devices/serial-wire.ts';

const EIGHT: LineSettings = { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false };
const LINE = wire('ST,+00082.70 kg\r\n');

describe('the eighth bits of a line', () => {
  it.each([
    ['7E1', 7, 'even', 1],
    ['7O1', 7, 'odd', 1],
    ['7N2', 7, 'none', 2],
  ] as const)('tell that it is %s', (_name, dataBits, parity, stopBits) => {
    const form = { data_bits: dataBits, parity, stop_bits: stopBits };
    const read = carry(LINE, { ...EIGHT, ...form }, EIGHT, Math.random);
    expect(read).not.toEqual(LINE);
    expect(inferSevenBitForm(read)).toEqual(form);
    expect(withoutEighthBit(read)).toEqual(LINE);
  });

  it('tell nothing where there is none, as on a line with eight data bits', () => {
    expect(inferSevenBitForm(LINE)).toBeNull();
    // The lamp byte of a CAS indicator has its eighth bit set, the text around it has not.
    expect(inferSevenBitForm(wire('ST,GS,1\u00c4,000013.5 kg\r\n'))).toBeNull();
  });

  it('tell nothing from a few bytes or from noise', () => {
    const read = carry(LINE, { ...EIGHT, data_bits: 7, parity: 'even' }, EIGHT, Math.random);
    expect(inferSevenBitForm(read.subarray(0, 11))).toBeNull();
    expect(inferSevenBitForm(Uint8Array.from({ length: 64 }, (_unused, index) => index * 37))).toBeNull();
  });
});
