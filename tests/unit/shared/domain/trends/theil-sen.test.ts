import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, medianAbsoluteDeviation } from '../../../../../shared/domain/statistics/order.ts';
import { createSlopeOrder } from '../../../../../shared/domain/trends/slope-order.ts';
import { theilSen } from '../../../../../shared/domain/trends/theil-sen.ts';
import { seededRandom } from '../seeded-random.ts';
import { quantileOfSorted } from '../../../../support/domain/statistics.ts';

const points = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.double({ min: 20, max: 300, noNaN: true }) }),
  { maxLength: 25 },
);

/** Slopes of all pairs, sorted: what ranks are checked against. */
function sortedSlopes(readings: readonly { readonly x: number; readonly y: number }[]): number[] {
  const slopes = readings.flatMap((a, i) =>
    readings.slice(i + 1).flatMap((b) => (a.x === b.x ? [] : [(b.y - a.y) / (b.x - a.x)])),
  );
  return slopes.sort((left, right) => left - right);
}

describe('the robust line', () => {
  it('agrees with sorting all slopes, whatever the readings', () => {
    fc.assert(
      fc.property(points, (readings) => {
        const slopes = sortedSlopes(readings);
        const line = theilSen(readings);
        if (slopes.length === 0) {
          expect(line).toBeNull();
          return;
        }
        const middle = quantileOfSorted(slopes, 0.5) ?? 0;
        expect(line?.slope).toBeCloseTo(middle, 9);
        expect(line?.slopeLow).toBeLessThanOrEqual(line?.slope ?? 0);
        expect(line?.slopeHigh).toBeGreaterThanOrEqual(line?.slope ?? 0);
      }),
      { numRuns: 10_000 },
    );
  });

  // From 182 readings on there are more slopes than are kept at once.
  it('agrees with sorting all slopes through years of readings, however they are rounded', () => {
    const years = fc.record({
      seed: fc.integer(),
      n: fc.integer({ min: 182, max: 420 }),
      step: fc.constantFrom(1e-9, 0.1, 0.5, 5, 1_000),
      drift: fc.constantFrom(-0.3, -0.01, 0, 2),
      sameDay: fc.constantFrom(0, 0.3, 0.9),
    });
    fc.assert(
      fc.property(years, ({ seed, n, step, drift, sameDay }) => {
        const { uniform, normal } = seededRandom(seed);
        let x = 0;
        const readings = Array.from({ length: n }, () => {
          x += uniform() < sameDay ? 0 : 1;
          return { x, y: Math.round((80 + drift * x + normal()) / step) * step };
        });
        const slopes = sortedSlopes(readings);
        const line = theilSen(readings);
        expect(line?.slope).toBeCloseTo(quantileOfSorted(slopes, 0.5) ?? Number.NaN, 9);
        // Which ranks end the interval is told by the formula; that they are slopes of those ranks, by this.
        for (const end of [line?.slopeLow ?? Number.NaN, line?.slopeHigh ?? Number.NaN]) {
          expect(Math.min(...slopes.map((slope) => Math.abs(slope - end)))).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([0, 0.001, 0.25, 0.5, 0.75, 0.999, 1])(
    'finds the slope of any rank among twenty million (%f)',
    (share) => {
      // A parabola: the slope between i and j is i + j, so its rank can be counted.
      const n = 6_400;
      const xs = Float64Array.from({ length: n }, (_, i) => i);
      const order = createSlopeOrder(
        xs,
        xs.map((x) => x * x),
      );
      const rank = Math.round(share * (order.count - 1));
      const [slope = Number.NaN] = order.at([rank]);
      const below = (sum: number): number => {
        let pairs = 0;
        for (let i = 0; i < n; i += 1) pairs += Math.max(0, Math.min(n - 1, sum - i - 1) - i);
        return pairs;
      };
      expect(below(slope)).toBeLessThanOrEqual(rank);
      expect(below(slope + 1)).toBeGreaterThan(rank);
    },
  );

  it('does not care in which order readings come', () => {
    fc.assert(
      fc.property(points, (readings) => {
        expect(theilSen(readings.toReversed())).toEqual(theilSen(readings));
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not move when a child stands on the scale', () => {
    const weights = Array.from({ length: 21 }, (_, x) => ({ x, y: 82 - 0.1 * x }));
    const withChild = weights.map((point) => (point.x === 9 ? { x: 9, y: 24 } : point));
    expect(theilSen(withChild)?.slope).toBeCloseTo(-0.1, 9);
  });
});

describe('order statistics', () => {
  it('agree with sorting', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
        const sorted = values.toSorted((left, right) => left - right);
        expect(median(values)).toBeCloseTo(quantileOfSorted(sorted, 0.5) ?? 0, 6);
      }),
      { numRuns: 10_000 },
    );
  });

  it('of nothing are nothing', () => {
    expect(median([])).toBeNull();
    expect(medianAbsoluteDeviation([])).toBeNull();
    expect(quantileOfSorted([], 0.5)).toBeNull();
  });

  it('measure spread without being moved by one wild value', () => {
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
  });
});
