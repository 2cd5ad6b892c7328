import { cpus, loadavg } from 'node:os';
import { medianAndWorst, ms, type BenchTable } from './report.ts';

/** A median and the interval that holds the true one in at least nineteen cases of twenty. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One measurement of each, one right after the other. */
interface Pair {
  readonly floorMs: number;
  readonly productMs: number;
}

/** Share of cases in which the interval may miss the median. */
const MISSED = 0.05;
/** A measurement may take so many times the median of those before; the first ones have the longer time. */
const PATIENCE = 30;
const FIRST_LIMIT_MS = 300_000;
const LEAST_LIMIT_MS = 60_000;
/** Partial results are told about so often in one run. */
const REPORTS = 10;

/**
 * The median of the pairs' own ratios. Both of a pair meet the same busy moment of the machine, so that
 * it moves this less than the ratio of two medians. The interval is that of the order statistics: it
 * holds for any distribution (sign test).
 */
export function ratioOf(floor: readonly number[], product: readonly number[]): Ratio {
  const ratios = product.map((value, pair) => value / floor[pair]!).toSorted((left, right) => left - right);
  const lowest = lowestRank(ratios.length);
  return {
    median: medianAndWorst(ratios).median,
    low: ratios[lowest] ?? Number.NaN,
    high: ratios[ratios.length - 1 - lowest] ?? Number.NaN,
  };
}

/** How many of the smallest of `count` samples lie below the interval: binomial tail of half the chance to miss. */
function lowestRank(count: number): number {
  let below = 0;
  let chance = 2 ** -count;
  let tail = chance;
  while (tail <= MISSED / 2 && below < count / 2) {
    below += 1;
    chance *= (count - below + 1) / below;
    tail += chance;
  }
  return Math.max(0, below - 1);
}

/** Such as `1.24× (1.20–1.31)`. */
export function formatRatio({ median, low, high }: Ratio): string {
  return `${median.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** What else the machine does, as the kernel's average of a minute says. */
function load(): string {
  return `${loadavg()[0]!.toFixed(1)} of ${cpus().length} processors wanted`;
}

/**
 * Measures floor and product in pairs, who is first taking turns, and tells on standard error how it goes.
 * A measurement that fails ends the run with what there is; the table then says so.
 * @param comparison.floor, comparison.product milliseconds of one measurement, to be given up after `limitMs`
 */
export async function comparePairs(comparison: {
  title: string;
  note: string;
  names: { floor: string; product: string };
  pairs: number;
  floor: (limitMs: number, pair: number) => Promise<number>;
  product: (limitMs: number, pair: number) => Promise<number>;
}): Promise<BenchTable> {
  const { title, note, names, pairs } = comparison;
  const done: Pair[] = [];
  const broken: string[] = [];
  const before = load();
  const of = (who: keyof Pair): number[] => done.map((pair) => pair[who]);
  const limitOf = (who: keyof Pair): number =>
    done.length === 0 ? FIRST_LIMIT_MS : Math.max(LEAST_LIMIT_MS, PATIENCE * medianAndWorst(of(who)).median);
  const every = Math.max(1, Math.floor(pairs / REPORTS));
  while (done.length < pairs && broken.length === 0) {
    const pair = done.length;
    const measure = {
      floorMs: () => comparison.floor(limitOf('floorMs'), pair),
      productMs: () => comparison.product(limitOf('productMs'), pair),
    };
    try {
      const first = pair % 2 === 0 ? 'floorMs' : 'productMs';
      const second = first === 'floorMs' ? 'productMs' : 'floorMs';
      const firstMs = await measure[first]();
      const secondMs = await measure[second]();
      done.push(
        first === 'floorMs'
          ? { floorMs: firstMs, productMs: secondMs }
          : { floorMs: secondMs, productMs: firstMs },
      );
    } catch (error) {
      broken.push(`pair ${pair + 1} of ${pairs}: ${String(error).split('\n')[0]}`);
    }
    if (done.length > 0 && (done.length % every === 0 || broken.length > 0)) {
      const sofar = formatRatio(ratioOf(of('floorMs'), of('productMs')));
      process.stderr.write(`  ${title}: ${sofar} after ${done.length} of ${pairs} pairs; ${load()}\n`);
    }
  }
  const ratio = ratioOf(of('floorMs'), of('productMs'));
  const row = (name: string, samples: readonly number[], compared: string) => {
    const { median, worst } = medianAndWorst(samples);
    return { name, values: { median: ms(median), worst: ms(worst), 'of floor': compared } };
  };
  return {
    title: `${title} (${done.length} pairs, one after the other)`,
    note: `${note} Median of the pairs' ratios, with an interval that misses it in one case of twenty. Load: ${before} before, ${load()} after.`,
    rows: [row(names.floor, of('floorMs'), '1.00×'), row(names.product, of('productMs'), formatRatio(ratio))],
    broken,
  };
}
