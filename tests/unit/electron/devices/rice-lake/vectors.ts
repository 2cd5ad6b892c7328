import { decodeRiceLake } from '../../../../../electron/devices/rice-lake/rice-lake.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/**
 * Stream layout of the Tracer AV, 480, 482 and 680 manuals; the addressed reply is the 880 manual's
 * example (page 105).
 */
export const LINES: TextScaleLines = {
  title: 'a Rice Lake line',
  decode: decodeRiceLake,
  weighs: [
    ['   82.70KG ', 82.7, '82.70', 'kg', true, false],
    ['  182.45LG ', 82.757928, '182.45', 'lb', true, false],
    ['  182.45LNM', 82.757928, '182.45', 'lb', false, false],
    ['-   1.20KN ', 1.2, '1.20', 'kg', true, true],
    ['    0.00KGZ', 0, '0.00', 'kg', true, false],
    ['   500.0GG ', 0.5, '500.0', 'g', true, false],
    ['  1234.5OG ', 34.997486, '1234.5', 'oz', true, false],
    ['A 1234.00 lb', 559.732985, '1234.00', 'lb', null, false],
    ['GROSS    82.7 kg', 82.7, '82.7', 'kg', null, false],
    // Digital Physician 140-10-7N manual, page 7; 350-10 manual, page 10.
    ['GROSS WEIGHT 215.0 LB', 97.52236, '215.0', 'lb', null, false],
    ['    -10.0 lb  Net   ', 4.535924, '10.0', 'lb', null, true],
  ],
  noWeight: [
    ['^^^^^^^^KGO', 'overload'],
    [' ^^^^^^^KG ', 'overload'],
    ['^ 999.99KG ', 'overload'],
    ['   82.70KGO', 'overload'],
    [']  82.70KG ', 'underload'],
    ['   82.70KGI', 'fault'],
    // rinstrum R320 manual, page 46: U and E are underload and error.
    ['   82.70KGU', 'underload'],
    ['   82.70KGE', 'fault'],
    ['TARE WEIGHT 0.0 LB', 'unsupported'],
    ['PATIENT HEIGHT 6-01.0 FT', 'framing'],
    ['PATIENT BMI 28.4', 'framing'],
    ['   82.70TG ', 'unit'],
    ['   82.70 G ', 'unit'],
    ['   82.7KG ', 'framing'],
    ['  82.7KG', 'framing'],
    ['T 1.20 kg', 'unsupported'],
    // A letter that is no address may be anybody's mark of a weight that moves.
    ['M 82.70 kg', 'framing'],
    ['U 82.70 kg', 'framing'],
    ['hello', 'framing'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'Rice Lake Tracer AV manual, page 38: stream of STX, polarity, seven digits, unit, mode, status',
    received: text('\x02   82.70KG \r\n'),
    gives: weight('82.70', 'kg', 82.7),
  },
];
