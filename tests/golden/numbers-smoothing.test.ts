import { describe, expect, it } from 'vitest';
import { fitHolt, holt } from '../../shared/domain/trends/holt.ts';
import { mannKendall } from '../../shared/domain/trends/mann-kendall.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods 6.4.3.5, worked example with alpha 0.3623 and gamma 1.
describe("Holt's method", () => {
  const values = [6.4, 5.6, 7.8, 8.8, 11, 11.6, 16.7, 15.3, 21.6, 22.4];

  it('smooths and forecasts the handbook example to its printed decimals', () => {
    const fit = holt(values, { alpha: 0.3623, gamma: 1, start: 'mean_of_three_differences' });
    const levels = [6.4, 6.6, 7.2, 8.1, 9.8, 11.5, 14.5, 16.7, 19.9, 22.8];
    for (const [i, level] of levels.entries()) expect(fit?.levels[i]).toBeCloseTo(level, 1);
    for (const [i, forecast] of [25.8, 28.7, 31.7, 34.6, 37.6].entries()) {
      expect(fit?.forecast(i + 1)).toBeCloseTo(forecast, 1);
    }
  });

  it('names the way it was started, since that changes the forecast', () => {
    const starts = ['first_difference', 'mean_of_three_differences', 'overall_slope'] as const;
    const fits = starts.map((start) => holt(values, { alpha: 0.3623, gamma: 0.5, start }));
    expect(new Set(fits.map((fit) => fit?.method)).size).toBe(3);
    expect(new Set(fits.map((fit) => fit?.forecast(1).toFixed(3))).size).toBe(3);
  });

  it('finds shares that forecast a steady climb without error', () => {
    const fit = fitHolt([10, 12, 14, 16, 18, 20]);
    expect(fit?.meanSquaredError).toBeCloseTo(0, 12);
    expect(fit?.forecast(3)).toBeCloseTo(26, 10);
  });

  it('says nothing from a single value', () => {
    expect(fitHolt([80])).toBeNull();
    expect(holt([80, 81], { alpha: 0.5, gamma: 0.5, start: 'first_difference' })?.forecast(1)).toBeCloseTo(
      82,
      10,
    );
  });
});

// Mann 1945 and Kendall 1975; the counts are worked by hand.
describe('the Mann-Kendall test', () => {
  it('counts every pair of ten rising values', () => {
    const test = mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(test).toMatchObject({ s: 45, variance: 125, tau: 1 });
    expect(test?.z).toBeCloseTo(44 / Math.sqrt(125), 12);
    expect(test?.pValue).toBeCloseTo(8.3e-5, 6);
  });

  it('takes ties out of the variance', () => {
    const test = mannKendall([1, 2, 2, 3]);
    expect(test?.s).toBe(5);
    expect(test?.variance).toBeCloseTo(138 / 18, 12);
    expect(test?.tau).toBeCloseTo(5 / Math.sqrt(30), 12);
  });

  it('finds nothing in equal values', () => {
    expect(mannKendall([7, 7, 7, 7])).toMatchObject({ s: 0, z: 0, pValue: 1, tau: null });
  });
});
