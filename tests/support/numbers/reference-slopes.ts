/**
 * The two ways to a median of all pairwise slopes that a tight implementation would choose between:
 * what the product's own is measured against. Neither gives an interval.
 */

/** All slopes, then Hoare's selection: quickest for a few hundred points. */
export function medianSlopeBySelection(xs: Float64Array, ys: Float64Array): number {
  const slopes = new Float64Array((xs.length * (xs.length - 1)) / 2);
  let count = 0;
  for (let i = 1; i < xs.length; i += 1) {
    for (let j = 0; j < i; j += 1) slopes[count++] = (ys[i]! - ys[j]!) / (xs[i]! - xs[j]!);
  }
  return select(slopes, count >> 1);
}

/**
 * Matoušek 1991: random slopes bracket the median, inversions count what lies below, until few enough
 * slopes are left. About n log n, if the random numbers are kind.
 * @param xs ascending, all different
 */
export function medianSlopeByChance(xs: Float64Array, ys: Float64Array, random: () => number): number {
  const n = xs.length;
  const target = (n * (n - 1)) >> 2;
  let low = { slope: Number.NEGATIVE_INFINITY, below: 0 };
  let high = { slope: Number.POSITIVE_INFINITY, below: (n * (n - 1)) / 2 };
  while (high.below - low.below > 8 * n) {
    const sample: number[] = [];
    for (let tries = 0; sample.length < n && tries < 200 * n; tries += 1) {
      const i = Math.floor(random() * n);
      const j = Math.floor(random() * n);
      const slope = (ys[i]! - ys[j]!) / (xs[i]! - xs[j]!);
      if (i !== j && slope >= low.slope && slope < high.slope) sample.push(slope);
    }
    const sorted = Float64Array.from(sample).sort();
    const place = ((target - low.below) / (high.below - low.below)) * sorted.length;
    for (const at of [place - Math.sqrt(sorted.length), place + Math.sqrt(sorted.length)]) {
      const slope = sorted[Math.floor(at)];
      if (slope === undefined) continue;
      const below = sortBy(xs, ys, slope, inOrder(n), null);
      if (below <= target && slope > low.slope) low = { slope, below };
      if (below > target && slope < high.slope) high = { slope, below };
    }
  }
  const order = inOrder(n);
  sortBy(xs, ys, low.slope, order, null);
  const left = new Float64Array(high.below - low.below);
  let met = 0;
  sortBy(xs, ys, high.slope, order, (i, j) => {
    left[met++] = (ys[i]! - ys[j]!) / (xs[i]! - xs[j]!);
  });
  return select(left, target - low.below);
}

function inOrder(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i);
}

/** Merge sort of points by `y - t·x`; counts the pairs that change places and names them. */
function sortBy(
  xs: Float64Array,
  ys: Float64Array,
  t: number,
  order: Uint32Array,
  meet: ((i: number, j: number) => void) | null,
): number {
  const keys = Float64Array.from(ys, (y, i) => y - t * xs[i]!);
  const run = new Uint32Array(order.length);
  let swaps = 0;
  for (let width = 1; width < order.length; width *= 2) {
    for (let start = 0; start + width < order.length; start += 2 * width) {
      for (let i = 0; i < width; i += 1) run[i] = order[start + i]!;
      const end = Math.min(order.length, start + 2 * width);
      let right = start + width;
      for (let left = 0, to = start; left < width; to += 1) {
        if (right < end && keys[order[right]!]! < keys[run[left]!]!) {
          swaps += width - left;
          if (meet !== null) for (let i = left; i < width; i += 1) meet(run[i]!, order[right]!);
          order[to] = order[right++]!;
        } else {
          order[to] = run[left++]!;
        }
      }
    }
  }
  return swaps;
}

/** Hoare's selection, middle element as pivot. */
function select(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (right > left) {
    const pivot = values[(left + right) >> 1]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      const moved = values[i]!;
      values[i++] = values[j]!;
      values[j--] = moved;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k]!;
}
