import { decodeSartorius } from '../../../../../electron/devices/sartorius/sartorius.ts';
import { text, type DeviceFixture, type TextScaleLines } from '../../../../support/devices/device-vectors.ts';

/** A line recorded from a balance set to grains (OpenTrickler); forms of the LE and Entris II manuals. */
export const LINES: TextScaleLines = {
  title: 'a Sartorius line',
  decode: decodeSartorius,
  weighs: [
    ['+   62.916 GN', 0.004077, '62.916', 'gr', true, false],
    ['+    82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['-     1.20 kg ', 1.2, '1.20', 'kg', true, true],
    ['      0.00 g  ', 0, '0.00', 'g', true, false],
    ['N     +   123.56 g  ', 0.12356, '123.56', 'g', true, false],
    ['+  82.7[0] kg ', 82.7, '82.70', 'kg', true, false],
    // Its brackets take the place of the blank: WZB25-NC manual, page 33.
    ['+  123.5[6]g  ', 0.12356, '123.56', 'g', true, false],
  ],
  noWeight: [
    ['+    82.70    ', 'unstable'],
    ['      High    ', 'overload'],
    ['      Low     ', 'underload'],
    ['Stat       High', 'overload'],
    ['        H     ', 'overload'],
    ['        L     ', 'underload'],
    ['Stat     ERR 054    ', 'fault'],
    ['     Err 54', 'fault'],
    ['     Cal.Ext.', 'fault'],
    ['+      253 pcs', 'unit'],
    ['T1    +     1.20 kg ', 'unsupported'],
    ['+ 0000.0003', 'framing'],
    ['+ 62.91 GN', 'framing'],
    ['hello', 'framing'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'OpenTrickler-RP2040-Controller pull request 79: a Sartorius balance in grains',
    received: text('+   62.916 GN\r\n'),
    gives: [{ kind: 'weight', value: '62.916', unit: 'gr' }],
  },
];
