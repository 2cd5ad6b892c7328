import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  median,
  medianAbsoluteDeviation,
  quantileOfSorted,
} from '../../../../../shared/domain/statistics/order.ts';
import { theilSen } from '../../../../../shared/domain/trends/theil-sen.ts';

const points = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.double({ min: 20, max: 300, noNaN: true }) }),
  { maxLength: 25 },
);

describe('the robust line', () => {
  it('agrees with sorting all slopes, whatever the readings', () => {
    fc.assert(
      fc.property(points, (readings) => {
        const slopes: number[] = [];
        for (const [i, a] of readings.entries()) {
          for (const b of readings.slice(i + 1)) if (a.x !== b.x) slopes.push((b.y - a.y) / (b.x - a.x));
        }
        slopes.sort((left, right) => left - right);
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
      { numRuns: 2_000 },
    );
  });

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
