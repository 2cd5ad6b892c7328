import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundShown } from '../../../../shared/base/round-shown.ts';

describe('a number as it is shown', () => {
  it.each([
    // The scales of most floors weigh in steps of 0.05 kg. ECMA-402 rounds half away from zero ("halfExpand").
    [80.05, 1, 80.1],
    [20.15, 1, 20.2],
    [20.25, 1, 20.3],
    [-2.25, 1, -2.3],
    [80.04, 1, 80],
    [0.5, 0, 1],
    [0.49, 0, 0],
    [1e-9, 2, 0],
    [0, 1, 0],
  ])('%d with %i decimals is %d', (value, decimals, shown) => {
    expect(roundShown(value, decimals)).toBe(shown);
  });

  it('is what every screen writes, whatever the number', () => {
    const anyValue = fc.oneof(
      fc.integer({ min: -20_000, max: 20_000 }).map((steps) => steps / 20),
      fc.integer({ min: -200_000, max: 200_000 }).map((steps) => steps / 1_000),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(anyValue, fc.integer({ min: 0, max: 2 }), (value, decimals) => {
        const written = new Intl.NumberFormat('en-GB', {
          maximumFractionDigits: decimals,
          useGrouping: false,
        });
        expect(roundShown(value, decimals) + 0).toBe(Number(written.format(value)) + 0);
      }),
      { numRuns: 2_000 },
    );
  });
});
