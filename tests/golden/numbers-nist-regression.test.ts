import { describe, expect, it } from 'vitest';
import { fitLinearModel } from '../../shared/domain/statistics/linear-model.ts';
import { leastSquares } from '../../shared/domain/trends/least-squares.ts';
import { REFERENCE_SETS } from './nist-regression-data.ts';

/** Digits in common with a certified value: NIST's log relative error, at most the 15 a double can hold. */
function digits(value: number | null | undefined, certified: number): number {
  if (value === null || value === undefined) return 0;
  const gap = certified === 0 ? Math.abs(value) : Math.abs((value - certified) / certified);
  return gap === 0 ? 15 : Math.min(15, -Math.log10(gap));
}

/** Measured 13.2 or more everywhere but Filip, whose tenth powers lose half the digits before any solver sees them (7.6). */
const LEAST_DIGITS = { others: 12.5, Filip: 7 };

describe('linear regression against certified values', () => {
  it.each(REFERENCE_SETS)('reaches the digits of $name ($difficulty difficulty)', (set) => {
    const least = set.name === 'Filip' ? LEAST_DIGITS.Filip : LEAST_DIGITS.others;
    const model = fitLinearModel(
      set.columns.map((column) => Float64Array.from(column)),
      Float64Array.from(set.y),
    );
    for (const [i, certified] of set.coefficients.entries()) {
      expect(digits(model?.coefficients[i], certified)).toBeGreaterThan(least);
    }
    for (const [i, certified] of set.standardErrors.entries()) {
      expect(digits(model?.standardErrors[i], certified)).toBeGreaterThan(least);
    }
    expect(digits(model?.residualSd, set.residualSd)).toBeGreaterThan(least);
  });

  it('draws the same line through Norris where trends are drawn', () => {
    const [norris] = REFERENCE_SETS;
    const line = leastSquares((norris?.columns[1] ?? []).map((x, i) => ({ x, y: norris?.y[i] ?? 0 })));
    expect(digits(line?.slope, 1.00211681802045)).toBeGreaterThan(12.5);
    expect(digits(line?.intercept, -0.262323073774029)).toBeGreaterThan(12.5);
    expect(digits(line?.residualSd, 0.884796396144373)).toBeGreaterThan(12.5);
    expect(digits(line?.rSquared, 0.999993745883712)).toBeGreaterThan(12.5);
  });

  it('refuses columns that depend on each other, and more columns than rows', () => {
    const x = Float64Array.of(1, 2, 3);
    expect(fitLinearModel([x, x.map((value) => 2 * value)], Float64Array.of(1, 2, 4))).toBeNull();
    expect(fitLinearModel([Float64Array.of(1), Float64Array.of(2)], Float64Array.of(1))).toBeNull();
  });
});
