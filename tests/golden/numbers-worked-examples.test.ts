import { describe, expect, it } from 'vitest';
import { keytelKcalPerMin } from '../../shared/domain/energy/keytel.ts';
import { vo2maxFromRestingRate } from '../../shared/domain/heart-rate/vo2max.ts';
import { mannKendall } from '../../shared/domain/trends/mann-kendall.ts';
import { levelChange } from '../../shared/domain/trends/pettitt.ts';

/** Examples that others worked out and published, each to the digits they print. */

describe('calories of a session at a steady heart rate', () => {
  // clevercalculator.com/health/calories-burned-by-heart-rate; webtoolsguru.com, the same formula.
  it.each([
    ['male', 35, 75, 150, 30, 441, 0],
    ['male', 30, 75, 140, 30, 388.55, 2],
    ['female', 30, 65, 140, 30, 259.68, 2],
  ] as const)(
    'of a %s of %i years and %i kg at %i bpm for %i minutes are %f kcal',
    (sex, ageYears, weightKg, bpm, minutes, kcal, printed) => {
      expect(minutes * keytelKcalPerMin({ sex, ageYears, weightKg, bpm })).toBeCloseTo(kcal, printed);
    },
  );
});

describe('oxygen uptake', () => {
  // Uth et al. 2004: the factor is what a ratio of one gives.
  it('from heart rates is 15.3 times their ratio', () => {
    expect(vo2maxFromRestingRate(200, 50)?.value).toBeCloseTo(61.2, 10);
  });
});

describe('the Mann-Kendall test', () => {
  // mathcs.holycross.edu/~little/Montserrat/MannKendallByHand.txt: one pair of equal values.
  it('agrees with an example worked by hand', () => {
    const test = mannKendall([
      12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11, 17.3, 15.9, 19, 18.3, 20.1, 21.7,
    ]);
    expect(test?.s).toBe(54);
    expect(test?.variance).toBeCloseTo((14 * 13 * 33 - 2 * 1 * 9) / 18, 10);
    expect(test?.z).toBeCloseTo(2.9058, 4);
    // The page gives one side: .0018.
    expect((test?.pValue ?? 1) / 2).toBeCloseTo(0.0018, 4);
  });
});

describe("Pettitt's test", () => {
  // Pettitt 1979, Applied Statistics 28:126-135, table 1: K 232, a change after the 17th, p 0.0146.
  it('finds the change in his own example', () => {
    const series = [
      -1.05, 0.96, 1.22, 0.58, -0.98, -0.03, -1.54, -0.71, -0.35, 0.66, 0.44, 0.91, -0.02, -1.42, 1.26, -1.02,
      -0.81, 1.66, 1.05, 0.97, 2.14, 1.22, -0.24, 1.6, 0.72, -0.12, 0.44, 0.03, 0.66, 0.56, 1.37, 1.66, 0.1,
      0.8, 1.29, 0.49, -0.07, 1.18, 3.29, 1.84,
    ];
    const change = levelChange(series);
    expect(change?.at).toBe(17);
    expect(change?.pValue).toBeCloseTo(0.0146, 4);
  });
});
