import { describe, expect, it } from 'vitest';
import { keytelKcalPerMin } from '../../shared/domain/energy/keytel.ts';
import { reserveTargetBpm } from '../../shared/domain/heart-rate/heart-rate-zones.ts';
import { rmssd } from '../../shared/domain/heart-rate/rmssd.ts';
import {
  vo2maxFromRestingRate,
  vo2maxFromTwelveMinutes,
  vo2maxFromWalk,
} from '../../shared/domain/heart-rate/vo2max.ts';
import { oneRepMax } from '../../shared/domain/strength/one-rep-max.ts';
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

describe('the aim by heart-rate reserve', () => {
  // bit1024.com/tool/Karvonen-Heart-Rate-Calculator, queshub.com/ask/3087.
  it.each([
    [180, 60, 0.75, 150, 0],
    [200, 70, 0.6, 148, 0],
    [190, 70, 0.7, 154, 0],
  ])('of maximum %i and rest %f at share %f is %f bpm', (maximum, resting, share, bpm, printed) => {
    expect(reserveTargetBpm(share, resting, maximum)).toBeCloseTo(bpm, printed);
  });
});

describe('oxygen uptake', () => {
  // theprimecalculator.com and calculatorlib.com, Cooper test.
  it.each([
    [2_400, 42.37],
    [2_800, 51.31],
  ])('from %i m in twelve minutes is %f ml/kg/min', (metres, vo2max) => {
    expect(vo2maxFromTwelveMinutes(metres)?.value).toBeCloseTo(vo2max, 2);
  });

  it('from a walked mile follows the equation of Kline et al. 1987 in pounds', () => {
    const woman = {
      sex: 'female',
      ageYears: 52,
      weightKg: 130 * 0.453_592_37,
      minutes: 12.75,
      bpm: 147,
    } as const;
    // 132.853 - 9.997 - 20.1604 - 41.6275 - 23.0055
    expect(vo2maxFromWalk(woman)?.value).toBeCloseTo(38.0626, 3);
    expect(vo2maxFromWalk({ ...woman, sex: 'male' })?.value).toBeCloseTo(38.0626 + 6.315, 3);
  });

  // Uth et al. 2004: the factor is what a ratio of one gives.
  it('from heart rates is 15.3 times their ratio', () => {
    expect(vo2maxFromRestingRate(200, 50)?.value).toBeCloseTo(61.2, 10);
  });
});

describe('heart-rate variability', () => {
  /** A few published beats, run there and back so often that every difference counts alike. */
  const thereAndBack = (beats: readonly number[]): readonly number[] =>
    Array.from({ length: 12 }, () => [...beats, ...beats.slice(1, -1).toReversed()])
      .flat()
      .concat(beats);

  // systole.hrv.rmssd, embodied-computation-group.github.io/systole; calculatorlib.com.
  it.each([
    [[800, 850, 810, 720], 63.770_421_565_696_64],
    [[800, 810, 790, 805], 15.545_631_755_148_024],
  ])('of beats of %j ms is %f ms', (beats, rmssdMs) => {
    expect(rmssd(thereAndBack(beats))?.rmssdMs).toBeCloseTo(rmssdMs, 10);
  });
});

describe('the weight that could be lifted once', () => {
  // weightrainer.net/training/coefficients.html in pounds; freeonlinecal.com; cdchester.co.uk for ten.
  it.each([
    ['one-rep-max-brzycki@1', 200, 6, 232, 0],
    ['one-rep-max-brzycki@1', 220, 4, 240, 0],
    ['one-rep-max-brzycki@1', 100, 5, 112.5, 10],
    ['one-rep-max-epley@1', 100, 5, 116.667, 3],
    ['one-rep-max-epley@1', 90, 10, 120, 10],
    ['one-rep-max-brzycki@1', 90, 10, 120, 10],
  ] as const)('by %s from %i kg × %i is %f kg', (formula, kg, repetitions, once, printed) => {
    expect(oneRepMax(kg, repetitions, formula)?.kg).toBeCloseTo(once, printed);
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
