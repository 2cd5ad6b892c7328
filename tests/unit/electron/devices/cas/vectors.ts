import { decodeCas } from '../../../../../electron/devices/cas/cas.ts';
import {
  hex,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/**
 * The 22-byte layout and its 13.5 kg example: CI-600D and PDI manuals. Glued lines: CBL manual and a
 * CBX-22KH. The others: an RLS1100C, a public scale agent's tests, decimal-comma indicators.
 */
export const LINES: TextScaleLines = {
  title: 'a CAS line',
  decode: decodeCas,
  weighs: [
    ['ST,GS,1\u00c4,000013.5 kg', 13.5, '000013.5', 'kg', true, false],
    ['ST,GS,;\u00c4,    82.7 kg', 82.7, '82.7', 'kg', true, false],
    ['US,GS,1\u0084,    82.7 kg', 82.7, '82.7', 'kg', false, false],
    ['ST,GS,1\u0084,    82.7 kg', 82.7, '82.7', 'kg', false, false],
    ['ST,NT,1\u00c4,-   82.7 kg', 82.7, '82.7', 'kg', true, true],
    ['ST,GS,+  4.876kg', 4.876, '4.876', 'kg', true, false],
    ['ST,GS,+000123g', 0.123, '000123', 'g', true, false],
    ['ST,+  123.45 g', 0.12345, '123.45', 'g', true, false],
    ['US,-0012.3 g', 0.0123, '0012.3', 'g', false, true],
    ['U  123.45g', 0.12345, '123.45', 'g', false, false],
    ['S  1.2345kg', 1.2345, '1.2345', 'kg', true, false],
    ['S-1000.00g ', 1, '1000.00', 'g', true, true],
    ['000012,5kg', 12.5, '000012.5', 'kg', null, false],
    ['ST,GS,+025400kg', 25400, '025400', 'kg', true, false],
  ],
  noWeight: [
    ['OL,GS,1\u0084, 9999999 kg', 'overload'],
    ['OL,GS,1\u0084,-9999999 kg', 'underload'],
    ['OL,+9999999 g', 'overload'],
    ['ST,GS,1\u00c4, 9999999 kg', 'overload'],
    ['000082.7', 'unit'],
    ['S  12PCS', 'unit'],
    ['ST,GS,1\u00c4,000013.5 pc', 'unit'],
    ['XX,+00123.45 g', 'framing'],
    ['ST', 'framing'],
    ['ST,GS', 'framing'],
    ['--5', 'framing'],
    ['00001.234,5kg', 'framing'],
    ['S S  82.7 kg', 'framing'],
    ['ST,GS,1D,000013.5 kg', 'framing'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'CAS CI-600D manual, page 74, and PDI manual, page 37: 22 bytes with the value 13.5 kg',
    received: hex('53542c47532c31c42c3030303031332e35206b670d0a'),
    gives: weight('000013.5', 'kg', 13.5),
  },
];
