import { describe, expect, it } from 'vitest';
import { decodeSma } from '../../../../../electron/devices/sma/frames.ts';

/** Examples of the Sartorius PR 5220 manual's SCP-0499 section, padded to the mandatory ten columns; B-TEK T419S manual. */
describe('an SMA answer', () => {
  it.each<[string, number, string, string, boolean | null, boolean]>([
    [' 1G       5.025lb ', 2.279302, '5.025', 'lb', true, false],
    [' 1g      5.0025lb ', 2.269096, '5.0025', 'lb', true, false],
    ['Z1G       0.000lb ', 0, '0.000', 'lb', true, false],
    [' 1G       7.650kg ', 7.65, '7.650', 'kg', true, false],
    [' 1GM      82.70kg ', 82.7, '82.70', 'kg', false, false],
    [' 1N      -1.200kg ', 1.2, '1.200', 'kg', true, true],
  ])('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
    expect(decodeSma(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
  });

  it.each([
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
  ])('%j gives no weight: %s', (line, reason) => {
    expect(decodeSma(line)).toEqual({ type: 'nothing', reason });
  });

  it.each([
    ['?', 'refused'],
    ['SMA:2/1.0', 'done'],
  ])('%j is part of the dialogue: %s', (line, reply) => {
    expect(decodeSma(line)).toEqual({ type: 'reply', reply });
  });
});
