/** Slopes from `low` up to, not including, `high`. */
export interface SlopeRange {
  readonly low: number;
  readonly high: number;
  /** Slopes smaller than `low`. */
  readonly below: number;
  readonly count: number;
  /** All of them; or, where they are too many to keep, an even sample. In no order. */
  readonly slopes: Float64Array;
  /** Whether they differ by rounding only, so that one in `slopes` stands for all. */
  readonly isTied: boolean;
}

/** Finds the slopes of pairs of points that lie in a range. */
export interface SlopeRanges {
  /** All slopes there are. */
  readonly whole: SlopeRange;
  /** Size of an ordinary slope: the spread in `y` over that in `x`; any where all slopes are level. */
  scale(): number;
  between(low: number, high: number): SlopeRange;
}

/** Slopes kept whole, 128 KiB, and how many an even sample of more of them holds at most. */
const MOST_KEPT = 16_384;
const MOST_SAMPLED = 2_048;

/**
 * The slope of two points lies below t exactly when `y - t·x` sorts them the other way round than `x`
 * does. Sorting by it therefore counts the slopes below t, and sorting on from there by a second t
 * meets just the pairs whose slopes lie between: n log n steps and one for each slope kept.
 * @param xs ascending
 * @param ys as many; ascending where `xs` are equal, so that such pairs never change places
 */
export function createSlopeRanges(xs: Float64Array, ys: Float64Array): SlopeRanges {
  // Made when first needed: of a few weeks' readings all slopes are known at once.
  let tools: { readonly sort: PointSort; readonly scratch: Float64Array } | null = null;
  return {
    whole: wholeRange(xs, ys),
    scale: () => spreadOf(ys) / spreadOf(xs) || 1,
    between(low, high) {
      tools ??= { sort: createPointSort(xs, ys), scratch: new Float64Array(MOST_KEPT) };
      const { sort, scratch } = tools;
      sort.byX();
      const below = low === Number.NEGATIVE_INFINITY ? 0 : sort.onBy(low, null);
      const kept = { xs, ys, met: 0, stride: 1, next: 0, length: 0, slopes: scratch };
      const count = sort.onBy(high, kept);
      while (kept.stride > 1 && kept.length > MOST_SAMPLED) thinOut(kept);
      return { low, high, below, count, slopes: scratch.slice(0, kept.length), isTied: false };
    },
  };
}

interface PointSort {
  /** Starts over. */
  byX(): void;
  /** Sorts on by `y - t·x`; returns how many pairs changed places, and keeps slopes of them. */
  onBy(t: number, kept: Kept | null): number;
}

function createPointSort(xs: Float64Array, ys: Float64Array): PointSort {
  const n = xs.length;
  const keys = new Float64Array(n);
  const order = new Uint32Array(n);
  const runKeys = new Float64Array(n);
  const runOrder = new Uint32Array(n);
  // Around the middle of the data, `y - t·x` loses the fewest digits.
  const midX = xs[n >> 1] ?? 0;
  const midY = ys[n >> 1] ?? 0;

  /** Merges two sorted runs that lie side by side. */
  function merge(start: number, middle: number, end: number, kept: Kept | null): number {
    const length = middle - start;
    // A loop: setting one array from a part of another takes longer for the short runs that most are.
    for (let i = 0; i < length; i += 1) {
      runKeys[i] = keys[start + i]!;
      runOrder[i] = order[start + i]!;
    }
    let swaps = 0;
    let left = 0;
    let right = middle;
    for (let to = start; left < length; to += 1) {
      if (right < end && keys[right]! < runKeys[left]!) {
        swaps += length - left;
        if (kept !== null) keep(kept, runOrder, left, length, order[right]!);
        keys[to] = keys[right]!;
        order[to] = order[right]!;
        right += 1;
      } else {
        keys[to] = runKeys[left]!;
        order[to] = runOrder[left]!;
        left += 1;
      }
    }
    return swaps;
  }

  return {
    byX() {
      for (let i = 0; i < n; i += 1) order[i] = i;
    },
    onBy(t, kept) {
      for (let i = 0; i < n; i += 1) {
        const point = order[i]!;
        keys[i] = t === Number.POSITIVE_INFINITY ? -xs[point]! : ys[point]! - midY - t * (xs[point]! - midX);
      }
      let swaps = 0;
      for (let width = 1; width < n; width *= 2) {
        for (let middle = width; middle < n; middle += 2 * width) {
          if (keys[middle - 1]! <= keys[middle]!) continue;
          swaps += merge(middle - width, middle, Math.min(n, middle + width), kept);
        }
      }
      return swaps;
    },
  };
}

/** Every `stride`th of the slopes met so far. */
interface Kept {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  met: number;
  stride: number;
  /** Which of the slopes to be met is kept next. */
  next: number;
  length: number;
  readonly slopes: Float64Array;
}

/** One point has overtaken those of `overtaken` from `from` on: as many slopes were met. */
function keep(kept: Kept, overtaken: Uint32Array, from: number, until: number, overtaker: number): void {
  const { xs, ys } = kept;
  const after = kept.met + until - from;
  for (; kept.next < after; kept.next += kept.stride) {
    const other = overtaken[from + kept.next - kept.met]!;
    if (kept.length === MOST_KEPT) thinOut(kept);
    kept.slopes[kept.length] = (ys[overtaker]! - ys[other]!) / (xs[overtaker]! - xs[other]!);
    kept.length += 1;
  }
  kept.met = after;
}

/** Keeps every second of what was kept. */
function thinOut(kept: Kept): void {
  kept.length = Math.ceil(kept.length / 2);
  for (let i = 0; i < kept.length; i += 1) kept.slopes[i] = kept.slopes[2 * i]!;
  kept.stride *= 2;
}

function spreadOf(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

function wholeRange(xs: Float64Array, ys: Float64Array): SlopeRange {
  const n = xs.length;
  let count = (n * (n - 1)) / 2;
  for (let i = 1, equal = 0; i < n; i += 1) {
    equal = xs[i] === xs[i - 1] ? equal + 1 : 0;
    count -= equal;
  }
  return {
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    below: 0,
    count,
    slopes: count <= MOST_KEPT ? allSlopes(xs, ys, count) : sampledSlopes(xs, ys),
    isTied: false,
  };
}

function allSlopes(xs: Float64Array, ys: Float64Array, count: number): Float64Array {
  const slopes = new Float64Array(count);
  let made = 0;
  for (let i = 1; i < xs.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const run = xs[i]! - xs[j]!;
      if (run > 0) slopes[made++] = (ys[i]! - ys[j]!) / run;
    }
  }
  return slopes;
}

/** Steps that spread points over a square most evenly: Roberts 2018, the powers of 1 / 1.3247… ("R2"). */
const EVEN_STEPS = [0.754_877_666_246_692_8, 0.569_840_290_998_053_3] as const;

function sampledSlopes(xs: Float64Array, ys: Float64Array): Float64Array {
  const slopes = new Float64Array(MOST_SAMPLED);
  let made = 0;
  for (let step = 1; step <= MOST_SAMPLED; step += 1) {
    const i = Math.floor(((step * EVEN_STEPS[0]) % 1) * xs.length);
    const j = Math.floor(((step * EVEN_STEPS[1]) % 1) * xs.length);
    if (xs[i] !== xs[j]) slopes[made++] = (ys[i]! - ys[j]!) / (xs[i]! - xs[j]!);
  }
  return slopes.subarray(0, made);
}
