import { describe, expect, it } from 'vitest';
import { decodeOhaus } from '../../../../../electron/devices/ohaus/frames.ts';

/** Print examples of the Ohaus Explorer manual (EN-156); the wide form is a Scout's. */
describe('an Ohaus line', () => {
  it.each<[string, number, string, string, boolean | null, boolean]>([
    ['    192.21 g', 0.19221, '192.21', 'g', true, false],
    ['      0.01 g ?', 1e-5, '0.01', 'g', false, false],
    ['    176.30 g ? 00:00:15', 0.1763, '176.30', 'g', false, false],
    ['    192.08 g   00:00:30', 0.19208, '192.08', 'g', true, false],
    ['       0.01     g     ', 1e-5, '0.01', 'g', true, false],
    ['     82.70 kg   N', 82.7, '82.70', 'kg', true, false],
    // A Navigator's legend: Ohaus RS232 Interface manual, page EN-3.
    ['      0.211 kg   NET', 0.211, '0.211', 'kg', true, false],
    ['     -1.20 kg', 1.2, '1.20', 'kg', true, true],
  ])('%j weighs %d kg', (line, kg, value, unit, stable, negative) => {
    expect(decodeOhaus(line)).toEqual({ type: 'weight', kg, value, unit, stable, negative });
  });

  it.each([
    ['Err 8.3', 'overload'],
    ['Err 8.4', 'underload'],
    ['Err 4.1', 'fault'],
    ['----------', 'underload'],
    ['    192.21', 'unit'],
    ['        16 PCS', 'unit'],
    ['     12.34 %', 'unit'],
    ['      1.20 kg   T', 'unsupported'],
    ['     82.7.0 kg', 'framing'],
    ['82.70 kg what is this', 'framing'],
    ['hello', 'framing'],
  ])('%j gives no weight: %s', (line, reason) => {
    expect(decodeOhaus(line)).toEqual({ type: 'nothing', reason });
  });

  it.each([
    ['OK!', 'done'],
    ['ES', 'refused'],
  ])('%j is part of the dialogue: %s', (line, reply) => {
    expect(decodeOhaus(line)).toEqual({ type: 'reply', reply });
  });
});
