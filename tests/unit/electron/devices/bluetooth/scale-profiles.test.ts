import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBodyComposition,
  joinPackets,
  type BodyComposition,
} from '../../../../../electron/devices/bluetooth/body-composition-profile.ts';
import { decodeWeightMeasurement } from '../../../../../electron/devices/bluetooth/weight-scale-profile.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const weight = (hex: string) => decodeWeightMeasurement(bytes(hex));
const composition = (hex: string) => decodeBodyComposition(bytes(hex));

// Layouts and resolutions: GATT Specification Supplement, "Weight Measurement" and "Body Composition Measurement".
describe('a weight as a scale indicates it', () => {
  it('is in steps of 5 g, as 0.005 kg a step says', () => {
    expect(weight('00983a')).toEqual({
      kg: 75,
      value: '75.000',
      unit: 'kg',
      atS: null,
      user: null,
      bodyMassIndex: null,
      heightM: null,
    });
    expect(weight('000100')).toMatchObject({ kg: 0.005, value: '0.005' });
    expect(weight('00feff')).toMatchObject({ kg: 327.67, value: '327.670' });
  });

  it('is in steps of a hundredth of a pound where the flags say imperial', () => {
    expect(weight('018a40')).toMatchObject({ value: '165.22', unit: 'lb', kg: 74.942531 });
  });

  it('comes with time, user, BMI and height', () => {
    expect(weight('0e983ae807021d0b1e0f03fa00d606')).toEqual({
      kg: 75, value: '75.000', unit: 'kg', user: 3, bodyMassIndex: 25, heightM: 1.75,
      atS: Date.UTC(2024, 1, 29, 11, 30, 15) / 1_000,
    }); // prettier-ignore
  });

  it('is nobody’s when the scale does not know the user, and of no time when the clock was never set', () => {
    expect(weight('06983a00000000000000ff')).toMatchObject({ user: null, atS: null, kg: 75 });
  });

  it('is a fault when the scale says that it did not succeed', () => {
    expect(weight('00ffff')).toBe('fault');
  });

  it('is nothing when it ends too soon', () => {
    for (const hex of ['', '00', '0098', '02983ae807', '04983a', '08983afa00'])
      expect(weight(hex)).toBe('framing');
  });
});

describe('a body composition as a scale indicates it', () => {
  it('has what its flags announce, in their order', () => {
    // Flags, fat, time, user, then metabolism, muscle (percent, mass), fat-free, soft lean, water, impedance, weight, height.
    const all = 'fe0fc800e807021d0b1e0f01401f9001e02e983a803eb80b8813983ad606';
    expect(composition(all)).toEqual({
      bodyFatPercent: 20, atS: Date.UTC(2024, 1, 29, 11, 30, 15) / 1_000, user: 1, basalMetabolismKj: 8_000,
      musclePercent: 40, muscleKg: 60, fatFreeKg: 75, softLeanKg: 80, waterKg: 15, impedanceOhm: 500,
      weight: { kg: 75, value: '75.000', unit: 'kg' }, heightM: 1.75, isPart: false,
    }); // prettier-ignore
  });

  it('has its masses in pounds and its height in inches where the flags say imperial', () => {
    expect(composition('010cc8008a40b202')).toMatchObject({
      weight: { value: '165.22', unit: 'lb', kg: 74.942531 }, heightM: 69 * 0.0254,
    }); // prettier-ignore
  });

  it('is a fault when the scale says that it did not succeed', () => {
    expect(composition('0000ffff')).toBe('fault');
  });

  it('may come in two packets, of which the first says what the second need not', () => {
    const first = composition('0210c800e807021d0b1e0f') as BodyComposition;
    const second = composition('0014ffff983a') as BodyComposition;
    expect([first.isPart, second.isPart]).toEqual([true, true]);
    expect(joinPackets(first, second)).toMatchObject({
      bodyFatPercent: 20, isPart: false, weight: { kg: 75 }, atS: Date.UTC(2024, 1, 29, 11, 30, 15) / 1_000,
    }); // prettier-ignore
  });

  it('is nothing when it ends too soon', () => {
    for (const hex of ['', '0000', '0000c8', '0200c800e807', '0008c80098'])
      expect(composition(hex)).toBe('framing');
  });
});

describe('whatever a scale sends', () => {
  it('is read or refused, and never more than it can weigh', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (value) => {
        const one = decodeWeightMeasurement(value);
        if (typeof one !== 'string') expect(one.kg).toBeLessThanOrEqual(327.67);
        const other = decodeBodyComposition(value);
        if (typeof other !== 'string') expect(other.bodyFatPercent ?? 0).toBeLessThanOrEqual(6_553.4);
      }),
    );
  });
});
