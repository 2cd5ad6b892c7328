import { decodeTextScale } from '../../../../../electron/devices/text-scale/text-scale.ts';
import {
  text,
  weight,
  type DeviceFixture,
  type TextScaleLines,
} from '../../../../support/devices/device-vectors.ts';

/**
 * Recorded from a Sterling 7600 (echo characters lost on the wire included) and a Denver MSeries;
 * decimal-comma indicators from a public weighbridge's tests.
 */
export const LINES: TextScaleLines = {
  title: 'a line of an unknown scale',
  decode: decodeTextScale,
  weighs: [
    ['SGWGross   0.010 lb', 0.004536, '0.010', 'lb', null, false],
    ['WGross   0.010 lb', 0.004536, '0.010', 'lb', null, false],
    ['SNWNet    -0.915 lb', 0.415037, '0.915', 'lb', null, true],
    ['000012,5kg', 12.5, '000012.5', 'kg', null, false],
    ['82.7 KG', 82.7, '82.7', 'kg', null, false],
    ['GROSS WEIGHT 215.0 LB', 97.52236, '215.0', 'lb', null, false],
    // Adam CBC manual, page 18.
    ['Net Wt. 1.234 Kg', 1.234, '1.234', 'kg', null, false],
    ['82.7 kgs', 82.7, '82.7', 'kg', null, false],
    ['2024-01-05 10:02 82.7 kg', 82.7, '82.7', 'kg', null, false],
    ['Gross 83.9kg Tare 1.2kg Net 82.7 kg', 82.7, '82.7', 'kg', null, false],
    // Whichever comes last, the person is the net weight.
    ['N 82.7 kg T 1.2 kg B 83.9 kg', 82.7, '82.7', 'kg', null, false],
    ['Net 82.7 kg Tare 1.2 kg', 82.7, '82.7', 'kg', null, false],
    ['01ST,GS,   82.70,kg', 82.7, '82.70', 'kg', true, false],
    ['1,ST,   82.70,PT    0.00,       0,kg', 82.7, '82.70', 'kg', true, false],
    ['82.7 kg ?', 82.7, '82.7', 'kg', false, false],
    ['US 82.7 kg', 82.7, '82.7', 'kg', false, false],
    ['ST,GS,+025400kg', 25400, '025400', 'kg', true, false],
    // A label after the weight, and a mark glued to it.
    ['82.70 kg G', 82.7, '82.70', 'kg', null, false],
    ['82.7kg?', 82.7, '82.7', 'kg', false, false],
    // SD is what a Steinberg says while it changes: https://github.com/eamars/OpenTrickler-RP2040-Controller/pull/49
    ['SD    143.02 GN', 0.009268, '143.02', 'gr', false, false],
    // Yaohua XK3190-A12(E) manual, page 13: https://www.easymanua.ls/yaohua-weighing-system/xk3190-a12e/manual?p=13
    ['WG004.139kg3D', 4.139, '004.139', 'kg', null, false],
    // Two parts: https://github.com/oliexdev/openScale/issues/1167 shows what a part alone does.
    ['5 lb 3.2 oz', 2.35868, '5:3.2', 'lb:oz', null, false],
    ['Gross 12 st 4.5 lb', 78.244684, '12:4.5', 'st:lb', null, false],
    ['US,GS,+  4.876kg', 4.876, '4.876', 'kg', false, false],
  ],
  noWeight: [
    ['+ 0000.0003', 'unit'],
    ['82.7', 'unit'],
    ['82.7 G', 'unit'],
    ['OCount      16 Pieces', 'unit'],
    ['OL', 'overload'],
    ['     OL   kg', 'overload'],
    ['OVER RANGE', 'overload'],
    ['LO', 'underload'],
    ['UNDER RANGE', 'underload'],
    // Dini Argeo 3590 EBOX manual, page 65.
    ['UL,GS,    -0.5,kg', 'underload'],
    ['LOAD 82.7 kg', 'framing'],
    ['ST,+99999.99 kg', 'overload'],
    ['99999.9 kg', 'overload'],
    ['^^^^^^^^', 'overload'],
    ['------', 'underload'],
    ['Err 4', 'fault'],
    ['Tare: 1.2 kg', 'unsupported'],
    // Rice Lake Digital Physician manual, page 7: lines beside GROSS WEIGHT and NET WEIGHT.
    ['TARE WEIGHT 1.2 KG', 'unsupported'],
    ['Tare Wt. 1.2 kg', 'unsupported'],
    ['PATIENT BMI 28.4', 'framing'],
    // Adam CBC manual, page 18: of one piece, and of all weighings.
    ['Unit Wt. 123 g', 'framing'],
    ['Total   123.45 g', 'framing'],
    ['Gross 82.7 kg T 1.2 kg', 'unsupported'],
    ['--5', 'framing'],
    ['--5 kg', 'framing'],
    ['12-5 kg', 'framing'],
    ['1,234.5 kg', 'framing'],
    ['12:07.50 lb:oz', 'framing'],
    ['XX,+00123.45 g', 'framing'],
    ['         OL23', 'overload'],
    ['         LO23', 'underload'],
    ['WG004.149kg3D', 'checksum'],
    ['WG004.139kg3C', 'checksum'],
    ['         OL32', 'checksum'],
    ['WG004.139kg3', 'checksum'],
    ['WG004.139kg', 'checksum'],
    ['         OL', 'overload'],
    ['1.20 kg T', 'unsupported'],
    ['N 82.7 kg N 83.9 kg', 'framing'],
    // What nobody named is not the weight, and what stands beside the weight is not nothing.
    ['82.7 kg 12.3 kg', 'framing'],
    ['ID 0012 82.7 kg', 'framing'],
    ['XD 82.7 kg', 'framing'],
    ['82.7 kg 7', 'framing'],
    ['5 lb 17 oz', 'framing'],
    ['5 lb 3.2 oz 1 lb', 'framing'],
    ['hello', 'framing'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'avodah-dev/scale-interface, notes of a site visit: a Sterling 7600',
    received: text('SGWGross   0.010 lb\r\n'),
    gives: weight('0.010', 'lb', 0.004_536),
  },
  {
    origin: 'published example',
    source: 'Yaohua XK3190-A12(E) manual, page 13: 4.139 kg with its check digits',
    received: text('WG004.139kg3D\r\n'),
    gives: weight('004.139', 'kg', 4.139),
  },
  {
    origin: 'published example',
    source: 'Yaohua XK3190-A12(E) manual, page 13: more than the capacity and nine divisions',
    received: text('         OL23\r\n'),
    gives: 'overload',
  },
];
