import { normalQuantile } from '../statistics/normal.ts';
import { median, medianInPlace } from '../statistics/order.ts';
import { createSlopeOrder } from './slope-order.ts';

export const THEIL_SEN_METHOD = 'theil-sen@1';

/** A measurement at a time, both in whatever unit the caller uses. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A robust line through points, with Sen's interval for its slope. */
export interface TheilSenLine {
  readonly slope: number;
  /** med(y) - slope × med(x). */
  readonly interceptSeparate: number;
  /** med(y - slope × x). */
  readonly interceptJoint: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  readonly confidence: number;
  /** Whether the interval reached the smallest or largest slope there is, so that it may hold less than it says. */
  readonly intervalIsClipped: boolean;
}

/** More readings of one metric than a lifetime makes; they take about 100 ms. */
export const MAX_POINTS = 20_000;

/**
 * Median of all pairwise slopes, with the rank interval of Sen 1968, J Am Stat Assoc 63:1379-1389,
 * its variance corrected for ties in both directions. Up to 29 % of the points may be wild without
 * moving the line far. Exact, in about n log n steps.
 * @param points any order; beyond {@link MAX_POINTS} the latest by `x` are used
 * @param confidence of the interval, 0 to 1
 * @returns null when fewer than two different `x` leave no slope
 */
export function theilSen(points: readonly Point[], confidence = 0.95): TheilSenLine | null {
  const used = [...points].sort((left, right) => left.x - right.x || left.y - right.y).slice(-MAX_POINTS);
  const xs = Float64Array.from(used, (point) => point.x);
  const ys = Float64Array.from(used, (point) => point.y);
  const slopes = createSlopeOrder(xs, ys);
  if (slopes.count === 0) return null;
  const [low, high] = senRanks(slopes.count, xs, ys, confidence);
  const last = slopes.count - 1;
  const [slopeLow = 0, below = 0, above = 0, slopeHigh = 0] = slopes.at([
    Math.max(0, low),
    last >> 1,
    slopes.count >> 1,
    Math.min(last, high),
  ]);
  const slope = (below + above) / 2;
  return {
    slope,
    interceptSeparate: (median(ys) ?? 0) - slope * (median(xs) ?? 0),
    interceptJoint: medianInPlace(ys.map((y, i) => y - slope * xs[i]!)),
    slopeLow,
    slopeHigh,
    confidence,
    intervalIsClipped: low < 0 || high > last,
  };
}

/** Ranks of the slopes that end the interval; beyond the slopes there are when the points are too few. */
function senRanks(
  slopes: number,
  xs: Float64Array,
  ys: Float64Array,
  confidence: number,
): readonly [low: number, high: number] {
  const sigma = Math.sqrt(
    Math.max(0, rankVariance(xs.length) - tieVariance(xs) - tieVariance(ys.toSorted())),
  );
  const spread = sigma * normalQuantile(1 - (1 - confidence) / 2);
  return [roundHalfToEven((slopes - spread) / 2) - 1, roundHalfToEven((slopes + spread) / 2)];
}

/** Kendall's variance of n values, equation 2.6 of Sen 1968. */
function rankVariance(n: number): number {
  return (n * (n - 1) * (2 * n + 5)) / 18;
}

function tieVariance(sorted: Float64Array): number {
  let variance = 0;
  let run = 1;
  for (let i = 1; i <= sorted.length; i += 1) {
    if (i < sorted.length && sorted[i] === sorted[i - 1]) {
      run += 1;
    } else {
      if (run > 1) variance += rankVariance(run);
      run = 1;
    }
  }
  return variance;
}

/** Ranks at exactly one half go to the even neighbour, so that neither end of the interval is favoured. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const part = value - floor;
  if (part !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
