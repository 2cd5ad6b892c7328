import { describe, expect, it } from 'vitest';
import { decodeKern } from '../../../../../electron/devices/kern/frames.ts';

/**
 * Recorded from a Kern and a G&G PLC100BC (OpenTrickler issue 15); column forms of the FKB and PCB
 * manuals, header forms of the SFB and GAB-N manuals.
 */
describe('a Kern or G&G line', () => {
  it.each<[string, number, string, string, boolean | null, boolean]>([
    ['    0.665 g ', 0.000665, '0.665', 'g', true, false],
    ['-    0.665 g ', 0.000665, '0.665', 'g', true, true],
    ['    10.30 GN', 0.000667, '10.30', 'gr', true, false],
    ['       0.000 g  ', 0, '0.000', 'g', true, false],
    ['w       82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['M      82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['ST,GS 1.000KG', 1, '1.000', 'kg', true, false],
    ['US,GS 1.342KG', 1.342, '1.342', 'kg', false, false],
    ['ST,G ,  82.70,kg', 82.7, '82.70', 'kg', true, false],
  ])('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
    expect(decodeKern(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
  });

  it.each([
    ['       82.70    ', 'unstable'],
    ['       Error', 'fault'],
    ['     100 pcs', 'unit'],
    ['      12 %', 'unit'],
    ['OL,GS 9.999KG', 'overload'],
    ['ST,TW 1.000KG', 'unsupported'],
    ['8 2.70 kg', 'framing'],
    ['hello', 'framing'],
  ])('%j gives no weight: %s', (line, reason) => {
    expect(decodeKern(line)).toEqual({ type: 'nothing', reason });
  });
});
