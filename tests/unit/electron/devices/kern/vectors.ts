import { decodeKern } from '../../../../../electron/devices/kern/kern.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/**
 * Recorded from a Kern and a G&G PLC100BC (OpenTrickler issue 15); column forms of the FKB and PCB
 * manuals, header forms of the SFB and GAB-N manuals.
 */
export const LINES: TextScaleLines = {
  title: 'a Kern or G&G line',
  decode: decodeKern,
  weighs: [
    ['    0.665 g ', 0.000665, '0.665', 'g', true, false],
    ['-    0.665 g ', 0.000665, '0.665', 'g', true, true],
    ['    10.30 GN', 0.000667, '10.30', 'gr', true, false],
    ['       0.000 g  ', 0, '0.000', 'g', true, false],
    ['w       82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['M      82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['ST,GS 1.000KG', 1, '1.000', 'kg', true, false],
    ['US,GS 1.342KG', 1.342, '1.342', 'kg', false, false],
    ['ST,G ,  82.70,kg', 82.7, '82.70', 'kg', true, false],
  ],
  noWeight: [
    ['       82.70    ', 'unstable'],
    ['       Error', 'fault'],
    ['     100 pcs', 'unit'],
    ['      12 %', 'unit'],
    ['OL,GS 9.999KG', 'overload'],
    ['ST,TW 1.000KG', 'unsupported'],
    ['8 2.70 kg', 'framing'],
    ['hello', 'framing'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'OpenTrickler-RP2040-Controller issue 15: a G&G PLC100BC and a Kern scale',
    received: text('    0.665 g \r\n'),
    gives: weight('0.665', 'g', 0.000_665),
  },
];
