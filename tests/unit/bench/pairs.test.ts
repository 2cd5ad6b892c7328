import { describe, expect, it } from 'vitest';
import { comparePairs, formatRatio, ratioOf } from '../../bench/pairs.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const SAID = { title: 'Greeting', note: 'Floor: nothing.', names: { floor: 'floor', product: 'ours' } };

describe('a ratio of pairs', () => {
  it('is the median of the pairs’ own ratios, so that a slow minute of the machine does not move it', () => {
    const machine = [1, 1, 1, 8, 9, 7, 1, 1, 1];
    const { median } = ratioOf(
      machine.map((slow) => 10 * slow),
      machine.map((slow) => 15 * slow),
    );
    expect(median).toBe(1.5);
  });

  it('has the interval between the 4th and the 12th of fifteen, and the 40th and 61st of a hundred', () => {
    // Of 15 tosses of a coin at most 3 are heads with probability 576 / 32768 = 0.018, at most 4 with 0.059.
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
    const ones = (count: number): number[] => upTo(count).map(() => 1);
    expect(ratioOf(ones(15), upTo(15))).toEqual({ median: 8, low: 4, high: 12 });
    expect(ratioOf(ones(100), upTo(100))).toEqual({ median: 50.5, low: 40, high: 61 });
    expect(formatRatio(ratioOf(ones(15), upTo(15)))).toBe('8.00× (4.00–12.00)');
  });

  it('has an interval that holds the true median in nineteen cases of twenty', () => {
    const random = seededRandom(7);
    const runs = 2_000;
    let held = 0;
    for (let run = 0; run < runs; run += 1) {
      // Skewed: the median of -ln(u) is ln 2.
      const product = Array.from({ length: 40 }, () => -Math.log(1 - random()));
      const { low, high } = ratioOf(
        product.map(() => 1),
        product,
      );
      if (low <= Math.LN2 && Math.LN2 <= high) held += 1;
    }
    expect(held / runs).toBeGreaterThan(0.94);
  });
});

describe('a comparison in pairs', () => {
  it('lets each go first every other time', async () => {
    const order: string[] = [];
    const noted = (name: string) => async (): Promise<number> => order.push(name);
    await comparePairs({ ...SAID, pairs: 3, floor: noted('floor'), product: noted('ours') });
    expect(order).toEqual(['floor', 'ours', 'ours', 'floor', 'floor', 'ours']);
  });

  it('that breaks off shows what it had, and says that it broke', async () => {
    const table = await comparePairs({
      ...SAID,
      pairs: 20,
      floor: async () => 10,
      product: async (_limitMs, pair) => {
        if (pair === 7) throw new Error('the screen never came');
        return 20;
      },
    });
    expect(table.title).toContain('7 pairs');
    expect(table.rows.map(({ values }) => values['of floor'])).toEqual(['1.00×', '2.00× (2.00–2.00)']);
    expect(table.broken).toEqual(['pair 8 of 20: Error: the screen never came']);
  });

  it('gives more time to what has shown to need it', async () => {
    const limits: number[] = [];
    const slow = async (limitMs: number): Promise<number> => {
      limits.push(limitMs);
      return 10_000;
    };
    await comparePairs({ ...SAID, pairs: 2, floor: async () => 1, product: slow });
    expect(limits).toEqual([300_000, 300_000]);
  });
});
