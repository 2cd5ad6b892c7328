/**
 * Puts the value of rank `k` at index `k`, everything smaller before it and larger after it: Hoare's
 * selection, middle element as pivot. Expected time grows with the number of values, not with n log n.
 * @param values reordered in place
 * @param k rank from 0
 * @returns the value of that rank
 */
export function selectRank(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (right > left) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i <= j) {
        const moved = values[i]!;
        values[i] = values[j]!;
        values[j] = moved;
        i += 1;
        j -= 1;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/**
 * Median; of an even number of values the mean of the two in the middle.
 * @param values left as they are
 * @returns null for no values
 */
export function median(values: ArrayLike<number>): number | null {
  return values.length === 0 ? null : medianInPlace(Float64Array.from(values));
}

/** As {@link median}, for a scratch array of at least one value that may be reordered. */
export function medianInPlace(values: Float64Array): number {
  const upper = values.length >> 1;
  const high = selectRank(values, upper);
  if (values.length % 2 === 1) return high;
  let low = values[0]!;
  for (let i = 1; i < upper; i += 1) if (values[i]! > low) low = values[i]!;
  return (low + high) / 2;
}

/** Median absolute deviation times this estimates a normal standard deviation (Rousseeuw & Croux 1993). */
export const MAD_TO_SD = 1.482602218505602;

/**
 * Spread that a few wild values cannot move: the median absolute deviation from the median, unscaled.
 * @returns null for no values
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number | null {
  const centre = median(values);
  return centre === null ? null : median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}
