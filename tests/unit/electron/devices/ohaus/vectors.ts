import { decodeOhaus } from '../../../../../electron/devices/ohaus/ohaus.ts';
import { text, type DeviceFixture, type TextScaleLines } from '../../../../support/devices/device-vectors.ts';

/** Print examples of the Ohaus Explorer manual (EN-156); the wide form is a Scout's. */
export const LINES: TextScaleLines = {
  title: 'an Ohaus line',
  decode: decodeOhaus,
  weighs: [
    ['    192.21 g', 0.19221, '192.21', 'g', true, false],
    ['      0.01 g ?', 1e-5, '0.01', 'g', false, false],
    ['    176.30 g ? 00:00:15', 0.1763, '176.30', 'g', false, false],
    ['    192.08 g   00:00:30', 0.19208, '192.08', 'g', true, false],
    ['       0.01     g     ', 1e-5, '0.01', 'g', true, false],
    ['     82.70 kg   N', 82.7, '82.70', 'kg', true, false],
    // A Navigator's legend: Ohaus RS232 Interface manual, page EN-3.
    ['      0.211 kg   NET', 0.211, '0.211', 'kg', true, false],
    ['     -1.20 kg', 1.2, '1.20', 'kg', true, true],
  ],
  noWeight: [
    ['Err 8.3', 'overload'],
    ['Err 8.4', 'underload'],
    ['Err 4.1', 'fault'],
    ['----------', 'underload'],
    ['    192.21', 'unit'],
    ['        16 PCS', 'unit'],
    ['     12.34 %', 'unit'],
    ['      1.20 kg   T', 'unsupported'],
    ['     82.7.0 kg', 'framing'],
    ['82.70 kg what is this', 'framing'],
    ['hello', 'framing'],
  ],
  replies: [
    ['OK!', 'done'],
    ['ES', 'refused'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'Ohaus Explorer manual, page EN-156: a stable weight',
    received: text('    192.21 g\r\n'),
    gives: [{ kind: 'weight', value: '192.21', unit: 'g', kg: 0.192_21, stable: true }],
  },
];
