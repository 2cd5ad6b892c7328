import { decodeAnd } from '../../../../../electron/devices/and/and.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/** Lines of the EJ and EK-L manuals and of a GX-M balance (tests of a public scale agent). */
export const LINES: TextScaleLines = {
  title: 'an A&D line',
  decode: decodeAnd,
  weighs: [
    ['ST,+00123.45  g', 0.12345, '00123.45', 'g', true, false],
    ['US,+00089.20 kg', 89.2, '00089.20', 'kg', false, false],
    ['ST,+0000058.01  g', 0.05801, '0000058.01', 'g', true, false],
    ['ST,+00001.2345  g', 0.0012345, '00001.2345', 'g', true, false],
    ['ST,-00012.30 kg', 12.3, '00012.30', 'kg', true, true],
    ['ST,+00182.40 lb', 82.735248, '00182.40', 'lb', true, false],
    ['ST,+00010.30 GN', 0.000667, '00010.30', 'gr', true, false],
    ['ST,GS,+0000089.2kg', 89.2, '0000089.2', 'kg', true, false],
  ],
  noWeight: [
    ['OL,+9999999.9   g', 'overload'],
    ['OL,+99999999 kg', 'overload'],
    ['OL,-99999999 kg', 'underload'],
    ['ST,+99999999 kg', 'overload'],
    ['QT,+00012345 PC', 'unit'],
    ['ST,+00012.34  %', 'unit'],
    ['XX,+0000001.0   g', 'framing'],
    ['ST,+0012.34 kg', 'framing'],
    ['ST,', 'framing'],
    ['ST,+1234567890.12 kg', 'framing'],
    ['hello', 'framing'],
  ],
  replies: [
    ['\u0006', 'done'],
    ['EC,E01', 'refused'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'tests of a public A&D, MT-SICS and CAS scale agent: a GX-M with its smart range',
    received: text('ST,+0000058.01  g\r\n'),
    gives: weight('0000058.01', 'g', 0.05801),
  },
  {
    origin: 'published example',
    source: 'A&D EJ manual, page 26, and EK-L manual, page 30: a count of pieces is no weight',
    received: text('QT,+00012345 PC\r\n'),
    gives: 'unit',
  },
];
