import { decodeMtSics } from '../../../../../electron/devices/mt-sics/mt-sics.ts';
import { text, type DeviceFixture, type TextScaleLines } from '../../../../support/devices/device-vectors.ts';

/**
 * Replies recorded or tested by others: Atlantis-Software/mt-sics (MIT), InstrumentKit's tests, an
 * Artisan user's BC60 set to US shipping units; the print line is from a Mettler Toledo manual.
 */
export const LINES: TextScaleLines = {
  title: 'an MT-SICS line',
  decode: decodeMtSics,
  weighs: [
    ['S S      89.2 kg', 89.2, '89.2', 'kg', true, false],
    ['S S     105.00 g', 0.105, '105.00', 'g', true, false],
    ['S D     129.07 g', 0.12907, '129.07', 'g', false, false],
    ['S D 1.234 g', 0.001234, '1.234', 'g', false, false],
    ['S S    -12.50 kg', 12.5, '12.50', 'kg', true, true],
    ['S S     182.4 lb', 82.735248, '182.4', 'lb', true, false],
    ['S D 12:07.50 lb:oz', 5.65573, '12:07.50', 'lb:oz', false, false],
    ['S S -0:07.50 lb:oz', 0.212621, '0:07.50', 'lb:oz', true, true],
    [' 1    N    -4544.27 g   ', 4.54427, '4544.27', 'g', null, true],
  ],
  noWeight: [
    ['S I', 'unstable'],
    ['S +', 'overload'],
    ['S -', 'underload'],
    ['S L', 'fault'],
    ['S S Error 1b', 'fault'],
    ['S S Error 10b g', 'fault'],
    ['ET', 'fault'],
    ['S S 100.00', 'unit'],
    ['S S 16 PCS', 'unit'],
    ['S S 9999999 g', 'overload'],
    ['S S 12:17.00 lb:oz', 'framing'],
    ['S S 82.7 kg 1', 'framing'],
    ['S X 82.7 kg', 'framing'],
    ['S S 8 2.7 kg', 'framing'],
    ['S S 82,7,0 kg', 'framing'],
    [' 2    T    1.20 kg', 'unsupported'],
    ['hello', 'framing'],
    ['S', 'framing'],
  ],
  replies: [
    ['ES', 'refused'],
    ['EL', 'refused'],
    ['Z A', 'done'],
    ['Z +', 'done'],
    ['ZI D', 'done'],
    ['T A 2.486 g', 'done'],
    ['T S     2.486 g', 'done'],
    ['TAC A', 'done'],
    ['I2 A "ICS469 OU 60.18 kg"', 'done'],
    ['I0 B 0 "I0"', 'done'],
    ['I4 A "1234567"', 'restarted'],
  ],
};

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'Atlantis-Software/mt-sics, test/sics0Test.js: a weight that is still moving',
    received: text('S D     129.07 g\r\n'),
    gives: [{ kind: 'weight', value: '129.07', unit: 'g', kg: 0.129_07, stable: false }],
  },
  {
    origin: 'published example',
    source: 'Atlantis-Software/mt-sics, test/sics0Test.js: below the weighing range',
    received: text('S -\r\n'),
    gives: 'underload',
  },
];
