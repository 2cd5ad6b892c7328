import { selectRank } from '../statistics/order.ts';
import { createSlopeRanges } from './slope-ranges.ts';
import type { SlopeRange } from './slope-ranges.ts';

/** The slopes of all pairs of points with different `x`, as if they lay sorted. */
export interface SlopeOrder {
  /** Number of those pairs. */
  readonly count: number;
  /**
   * Slopes of ranks from 0 (the steepest fall) to `count` - 1; quickest for ranks that lie together.
   * @param ranks ascending
   */
  at(ranks: readonly number[]): readonly number[];
}

/** How far around its expected place in a sample a rank is looked for, in standard deviations. */
const MARGIN_SDS = 2.5;
/** Slopes closer than this share of the slopes' own scale are one: what parts them is rounding. */
const SAME_SHARE = 1e-10;

/**
 * Ranks among pairwise slopes in about n log n steps instead of n²: Matoušek 1991, Inf Process Lett
 * 39:183-187, and Dillencourt, Mount & Netanyahu 1992, Int J Comput Geom Appl 2:1-27, with even
 * samples in the place of random ones, so that neither result nor time depends on luck. A sample
 * tells between which two slopes a rank must lie; the range between them is taken in its place, until
 * all its slopes can be looked at.
 * @param xs ascending
 * @param ys as many; ascending where `xs` are equal
 */
export function createSlopeOrder(xs: Float64Array, ys: Float64Array): SlopeOrder {
  const ranges = createSlopeRanges(xs, ys);
  const { whole } = ranges;

  /** The part of a range where its sample expects all ranks from first to last, or the side of it where they are. */
  function narrow(range: SlopeRange, first: number, last: number): SlopeRange {
    const sample = range.slopes;
    const shareOf = (rank: number): number => (rank - range.below) / range.count;
    const placeOf = (rank: number, sds: number): number =>
      shareOf(rank) * sample.length +
      sds * (1 + Math.sqrt(sample.length * shareOf(rank) * (1 - shareOf(rank))));
    const lowPlace = Math.floor(placeOf(first, -MARGIN_SDS));
    const highPlace = Math.ceil(placeOf(last, MARGIN_SDS));
    let low = lowPlace < 0 ? range.low : selectRank(sample, lowPlace);
    let high = highPlace >= sample.length ? range.high : selectRank(sample, highPlace);
    const isTied = low === high || (low <= range.low && high >= range.high);
    let tied = low;
    if (isTied) {
      // So many slopes are equal that the sample cannot part them: step over them as one.
      tied = selectRank(sample, Math.floor(placeOf(first, 0)));
      const reach = SAME_SHARE * (Math.abs(tied) + ranges.scale());
      low = tied - reach;
      high = tied + reach;
    }
    const inner = ranges.between(low, high);
    if (last < inner.below) return ranges.between(range.low, low);
    if (first >= inner.below + inner.count) return ranges.between(high, range.high);
    if (first < inner.below || last >= inner.below + inner.count) return range;
    return isTied ? { ...inner, slopes: Float64Array.of(tied), isTied } : inner;
  }

  const isKnown = (range: SlopeRange): boolean => range.isTied || range.slopes.length === range.count;

  return {
    count: whole.count,
    at(ranks) {
      const first = ranks[0] ?? 0;
      const around = isKnown(whole) ? whole : narrow(whole, first, ranks.at(-1) ?? first);
      let held = around;
      return ranks.map((rank) => {
        let range = rank < held.below + held.count ? held : around;
        while (!isKnown(range)) range = narrow(range, rank, rank);
        held = range;
        return range.isTied ? range.slopes[0]! : selectRank(range.slopes, rank - range.below);
      });
    },
  };
}
