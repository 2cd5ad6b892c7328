import { describe, expect, it } from 'vitest';
import { mannKendall } from '../../shared/domain/trends/mann-kendall.ts';

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
