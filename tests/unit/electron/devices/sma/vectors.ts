import { decodeSma } from '../../../../../electron/devices/sma/sma.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/** Examples of the Sartorius PR 5220 manual's SCP-0499 section, padded to the mandatory ten columns; B-TEK T419S manual. */
export const LINES: TextScaleLines = {
  title: 'an SMA answer',
  decode: decodeSma,
  weighs: [
    [' 1G       5.025lb ', 2.279302, '5.025', 'lb', true, false],
    [' 1g      5.0025lb ', 2.269096, '5.0025', 'lb', true, false],
    ['Z1G       0.000lb ', 0, '0.000', 'lb', true, false],
    [' 1G       7.650kg ', 7.65, '7.650', 'kg', true, false],
    [' 1GM      82.70kg ', 82.7, '82.70', 'kg', false, false],
    [' 1N      -1.200kg ', 1.2, '1.200', 'kg', true, true],
  ],
  noWeight: [
    ['O1G  9999999.99kg ', 'overload'],
    ['U1G  ----------kg ', 'underload'],
    ['E1G  ----------kg ', 'fault'],
    ['I1G  ----------kg ', 'fault'],
    ['T1G  ----------kg ', 'fault'],
    [' 1T       1.200kg ', 'unsupported'],
    [' 1G       5.025   ', 'unit'],
    [' 1G       5.025pcs', 'unit'],
    [' 1G       5.025lb', 'framing'],
    [' 1G        5.025lb ', 'framing'],
    [' 1G       5.0 5lb ', 'framing'],
    ['G', 'framing'],
  ],
  replies: [
    ['?', 'refused'],
    ['SMA:2/1.0', 'done'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'Sartorius PR 5220 manual, page 130: answer to SMA repeat',
    received: text('\n 1G       7.025kg \r'),
    gives: weight('7.025', 'kg', 7.025),
  },
];
