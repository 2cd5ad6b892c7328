import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../shared/domain/statistics/normal.ts';
import { studentCdf, studentQuantile } from '../../shared/domain/statistics/student-t.ts';
import { effectiveAlpha, smoothDaily } from '../../shared/domain/trends/ewma.ts';
import { theilSen } from '../../shared/domain/trends/theil-sen.ts';

// Walker, The Hacker's Diet, fourmilab.ch/hackdiet/www/subsection1_4_1_0_1.html, without its daily rounding.
describe('the smooth weight line', () => {
  it('follows the published log from a carried-in 173.6', () => {
    const smoothed = smoothDaily(
      [172.5, 171.5, 172, 171.5].map((value, day) => ({ day, value })),
      { carryIn: 173.6 },
    );
    for (const [i, expected] of [173.49, 173.291, 173.1619, 172.99571].entries()) {
      expect(smoothed[i]?.value).toBeCloseTo(expected, 8);
    }
    // As printed there, to a tenth.
    expect(smoothed.map(({ value }) => value.toFixed(1))).toEqual(['173.5', '173.3', '173.2', '173.0']);
  });

  it('starts at the first weight', () => {
    expect(smoothDaily([{ day: 3, value: 81.4 }])[0]?.value).toBe(81.4);
  });

  it.each([
    [1, 0.1],
    [2, 0.19],
    [3, 0.271],
    [7, 0.5217],
    [14, 0.77123],
  ])('takes over more after %i days', (days, alpha) => {
    expect(effectiveAlpha(days)).toBeCloseTo(alpha, 5);
  });

  it('forgets half in 6.58 days', () => {
    expect(effectiveAlpha(6.5788)).toBeCloseTo(0.5, 4);
  });

  it('starts afresh after six weeks of silence', () => {
    const smoothed = smoothDaily([
      { day: 0, value: 90 },
      { day: 43, value: 80 },
    ]);
    expect(smoothed[1]?.value).toBe(80);
  });
});

// Sen 1968, J Am Stat Assoc 63:1379-1389; the small cases are SciPy's own for theilslopes.
describe('the robust slope', () => {
  it('is half through 0, 1, 1', () => {
    const line = theilSen([0, 1, 1].map((y, x) => ({ x, y })));
    expect(line?.slope).toBe(0.5);
    expect(line?.interceptSeparate).toBe(0.5);
    expect(line?.interceptJoint).toBe(0);
  });

  it('is a third through 0, 1, nothing, 1', () => {
    const line = theilSen([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
      { x: 3, y: 1 },
    ]);
    expect(line?.slope).toBeCloseTo(1 / 3, 12);
    expect(line?.interceptSeparate).toBeCloseTo(2 / 3, 12);
    expect(line?.interceptJoint).toBeCloseTo(0, 12);
  });

  // Sen 1968, section 6: eleven ordered slopes from seven points, one t repeated.
  it("has in Sen's own example the interval he gives", () => {
    const t = [1, 2, 3, 4, 10, 12, 18];
    const y = [9, 15, 19, 20, 45, 55, 78];
    const line = theilSen(
      t.map((x, i) => ({ x, y: y[i] ?? 0 })),
      0.93,
    );
    expect(line?.slope).toBeCloseTo(4, 10);
    expect(line?.slopeLow).toBeCloseTo(26 / 7, 2);
    expect(line?.slopeHigh).toBeCloseTo(35 / 8, 2);
  });
});

// Abramowitz & Stegun 1964, tables 26.1 and 26.10; Wichura 1988 prints the two extreme quantiles.
describe('the distributions behind intervals', () => {
  it.each([
    [0.975, 1.959963984540054],
    [0.9, 1.281_551_565_544_6],
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])('have the normal quantile of %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  it('undo each other', () => {
    for (const p of [0.0001, 0.01, 0.2, 0.5, 0.77, 0.99, 0.99999]) {
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13);
    }
  });

  it.each([
    [1, 0.975, 12.706_204_736],
    [2, 0.975, 4.302_652_730],
    [5, 0.975, 2.570_581_836],
    [10, 0.9, 1.372_183_641],
    [30, 0.975, 2.042_272_456],
    [120, 0.9, 1.288_646_234],
  ])('have with %i degrees of freedom the t quantile of %f', (degrees, p, t) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(t, 6);
    expect(studentCdf(t, degrees)).toBeCloseTo(p, 8);
  });
});
