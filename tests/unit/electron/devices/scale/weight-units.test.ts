import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal } from '../../../../../electron/devices/scale/decimal-text.ts';
import {
  findWeightUnit,
  poundsAndOuncesToKilograms,
  toKilograms,
  type WeightUnit,
} from '../../../../../electron/devices/scale/weight-units.ts';

const decimal = (text: string) => readDecimal(text)!;

describe('kilograms', () => {
  it.each<[string, WeightUnit, number]>([
    ['89.2', 'kg', 89.2],
    ['100.00', 'g', 0.1],
    ['250', 'mg', 0.00025],
    ['0.0895', 't', 89.5],
    ['5', 'ct', 0.001],
    // 1 lb = 0.45359237 kg exactly; rounded to 1 mg.
    ['1', 'lb', 0.453592],
    ['182.4', 'lb', 82.735248],
    ['113.5', 'oz', 3.217671],
    ['14', 'st', 88.904105],
    ['10.30', 'gr', 0.000667],
    ['100', 'dwt', 0.155517],
    ['10', 'ozt', 0.311035],
    ['0.1', 'ton', 90.718474],
  ])('%s %s', (text, unit, kg) => {
    expect(toKilograms(decimal(text), unit)).toBe(kg);
  });

  it('of pounds and ounces shown together', () => {
    // A BC60 set to US shipping units: 12 lb 7.5 oz = 12.46875 lb.
    expect(poundsAndOuncesToKilograms(12, decimal('07.50'))).toBe(5.65573);
  });

  it('carry no binary noise: a value in kg prints as it was sent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), (hundredths) => {
        const text = (hundredths / 100).toFixed(2);
        const kg = toKilograms(decimal(text), 'kg');
        expect(kg.toFixed(2)).toBe(text);
        expect(String(kg).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('of pounds are within half a milligram of the exact product', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11_000 }), (tenths) => {
        const kg = toKilograms(decimal((tenths / 10).toFixed(1)), 'lb');
        expect(Math.abs(kg - (tenths / 10) * 0.45359237)).toBeLessThanOrEqual(0.000_000_5 + 1e-12);
      }),
    );
  });
});

describe('units', () => {
  it.each([
    [' kg', 'kg'],
    ['KG', 'kg'],
    ['  g', 'g'],
    ['lbs', 'lb'],
    [' GN', 'gr'],
    ['ozt', 'ozt'],
  ])('reads "%s"', (text, unit) => {
    expect(findWeightUnit(text)).toBe(unit);
  });

  it.each(['', 'PC', 'pcs', '%', 'N', 'G', 'T', 'tl', 'constructor', 'kg.', 'k g'])(
    'knows no mass called "%s"',
    (text) => {
      expect(findWeightUnit(text)).toBeNull();
    },
  );
});
