import { describe, expect, it } from 'vitest';
import { decodeRadwag } from '../../../../../electron/devices/radwag/frames.ts';

/** Mass frames of the MA X2, PUE C31H and R-series manuals. */
describe('a Radwag line', () => {
  it.each<[string, number, string, string, boolean | null, boolean]>([
    ['SUI? -   58.237 kg ', 58.237, '58.237', 'kg', false, true],
    ['S       82.70 kg ', 82.7, '82.70', 'kg', true, false],
    ['SI ?    82.70 kg ', 82.7, '82.70', 'kg', false, false],
    ['SU      182.4 lb ', 82.735248, '182.4', 'lb', true, false],
    ['?       82.70 kg ', 82.7, '82.70', 'kg', false, false],
    ['        82.70 kg ', 82.7, '82.70', 'kg', true, false],
  ])('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
    expect(decodeRadwag(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
  });

  it.each([
    ['SU     -   172.135 N  ', 'unit'],
    ['SU      82.70', 'unit'],
    ['SI ^', 'overload'],
    ['SUI v', 'underload'],
    ['^      300.00 kg ', 'overload'],
    ['SU E', 'unstable'],
    ['SUI I', 'unstable'],
    ['S S  82.70 kg', 'framing'],
    ['SX  82.70 kg', 'framing'],
    ['hello', 'framing'],
  ])('%j gives no weight: %s', (line, reason) => {
    expect(decodeRadwag(line)).toEqual({ type: 'nothing', reason });
  });

  it.each([
    ['SU A', 'done'],
    ['Z D', 'done'],
    ['ES', 'refused'],
  ])('%j is part of the dialogue: %s', (line, reply) => {
    expect(decodeRadwag(line)).toEqual({ type: 'reply', reply });
  });
});
