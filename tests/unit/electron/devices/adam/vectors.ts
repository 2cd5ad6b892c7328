import { decodeAdam } from '../../../../../electron/devices/adam/adam.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/** MDW-300L manual, page 12; the glued form is what Odoo's driver reads. */
export const LINES: TextScaleLines = {
  title: 'an Adam line',
  decode: decodeAdam,
  weighs: [
    ['    82.70 kg GR', 82.7, '82.70', 'kg', null, false],
    ['82.7kg', 82.7, '82.7', 'kg', null, false],
    ['  -1.20 kg NT', 1.2, '1.20', 'kg', null, true],
    ['182.4 lb GR', 82.735248, '182.4', 'lb', null, false],
    // CPWplus manual, section 11: S is stable, N is no error; without them in a print.
    ['ASNG/W + 82.70 kg', 82.7, '82.70', 'kg', true, false],
    ['ASNN/W - 1.20 kg', 1.2, '1.20', 'kg', true, true],
    ['AUNG/W + 82.70 kg', 82.7, '82.70', 'kg', false, false],
    ['G/W: + 2.00 kg', 2, '2.00', 'kg', null, false],
    ['N/W: + 1.00 kg', 1, '1.00', 'kg', null, false],
    ['+ 2.00 kg', 2, '2.00', 'kg', null, false],
  ],
  noWeight: [
    ['^^^^^^^^^ kg GR', 'overload'],
    ['_________ kg GR', 'underload'],
    ['--------- kg GR', 'underload'],
    ['82.70', 'unit'],
    ['ASNT/W + 1.20 kg', 'unsupported'],
    ['T/W: + 1.20 kg', 'unsupported'],
    ['ASEG/W + 82.70 kg', 'fault'],
    ['add: A', 'framing'],
    ['82.70 GR', 'unit'],
    ['16 pcs', 'unit'],
    ['99999.9kg', 'overload'],
    ['82.7.0kg', 'framing'],
    ['hello', 'framing'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'Adam Equipment MDW-300L manual, page 12: reading, unit, GR or NT, CR, ETX',
    received: text('    82.70 kg GR\r\x03'),
    gives: weight('82.70', 'kg', 82.7),
  },
];
