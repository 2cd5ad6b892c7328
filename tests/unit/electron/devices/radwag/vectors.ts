import { decodeRadwag } from '../../../../../electron/devices/radwag/radwag.ts';
import { text, type DeviceFixture, type TextScaleLines } from '../../../../support/devices/device-vectors.ts';

/** Mass frames of the MA X2, PUE C31H and R-series manuals. */
export const LINES: TextScaleLines = {
  title: 'a Radwag line',
  decode: decodeRadwag,
  weighs: [
    ['SUI? -   58.237 kg ', 58.237, '58.237', 'kg', false, true],
    ['S       82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['SI ?    82.70 kg ', 82.7, '82.70', 'kg', false, false],
    ['SU      182.4 lb ', 82.735248, '182.4', 'lb', true, false],
    ['?       82.70 kg ', 82.7, '82.70', 'kg', false, false],
    ['        82.70 kg ', 82.7, '82.70', 'kg', true, false],
  ],
  noWeight: [
    ['SU     -   172.135 N  ', 'unit'],
    ['SU      82.70', 'unit'],
    ['SI ^', 'overload'],
    ['SUI v', 'underload'],
    ['^      300.00 kg ', 'overload'],
    ['SU E', 'unstable'],
    ['SUI I', 'unstable'],
    ['S S  82.70 kg', 'framing'],
    ['SX  82.70 kg', 'framing'],
    ['hello', 'framing'],
  ],
  replies: [
    ['SU A', 'done'],
    ['Z D', 'done'],
    ['ES', 'refused'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'Radwag PUE C31H manual, page 59, and MA X2 manual, page 107: mass frame of SUI',
    received: text('SUI?     58.237 kg \r\n'),
    gives: [{ kind: 'weight', value: '58.237', unit: 'kg', kg: 58.237, stable: false }],
  },
  {
    origin: 'published example',
    source: 'Radwag MA X2 manual, page 107: a force is no weight',
    received: text('SU     -   172.135 N  \r\n'),
    gives: 'unit',
  },
];
