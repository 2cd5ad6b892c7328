import { describe, expect, it } from 'vitest';
import { decodeTextScale } from '../../../../../electron/devices/text-scale/frames.ts';

/**
 * Recorded from a Sterling 7600 (echo characters lost on the wire included) and a Denver MSeries;
 * decimal-comma indicators from a public weighbridge's tests.
 */
describe('a line of an unknown scale', () => {
  it.each<[string, number, string, string, boolean | null, boolean]>([
    ['SGWGross   0.010 lb', 0.004536, '0.010', 'lb', null, false],
    ['WGross   0.010 lb', 0.004536, '0.010', 'lb', null, false],
    ['SNWNet    -0.915 lb', 0.415037, '0.915', 'lb', null, true],
    ['000012,5kg', 12.5, '000012.5', 'kg', null, false],
    ['82.7 KG', 82.7, '82.7', 'kg', null, false],
    ['2024-01-05 10:02 82.7 kg', 82.7, '82.7', 'kg', null, false],
    ['Gross 83.9kg Tare 1.2kg Net 82.7 kg', 82.7, '82.7', 'kg', null, false],
    ['82.7 kg ?', 82.7, '82.7', 'kg', false, false],
    ['US 82.7 kg', 82.7, '82.7', 'kg', false, false],
    ['ST,GS,+025400kg', 25400, '025400', 'kg', true, false],
    ['US,GS,+  4.876kg', 4.876, '4.876', 'kg', false, false],
  ])('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
    expect(decodeTextScale(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
  });

  it.each([
    ['+ 0000.0003', 'unit'],
    ['82.7', 'unit'],
    ['82.7 G', 'unit'],
    ['OCount      16 Pieces', 'unit'],
    ['OL', 'overload'],
    ['ST,+99999.99 kg', 'overload'],
    ['99999.9 kg', 'overload'],
    ['^^^^^^^^', 'overload'],
    ['------', 'underload'],
    ['Err 4', 'fault'],
    ['Tare: 1.2 kg', 'unsupported'],
    ['Gross 82.7 kg T 1.2 kg', 'unsupported'],
    ['--5', 'framing'],
    ['--5 kg', 'framing'],
    ['12-5 kg', 'framing'],
    ['1,234.5 kg', 'framing'],
    ['12:07.50 lb:oz', 'framing'],
    ['XX,+00123.45 g', 'framing'],
    ['hello', 'framing'],
  ])('%j gives no weight: %s', (line, reason) => {
    expect(decodeTextScale(line)).toEqual({ type: 'nothing', reason });
  });
});
