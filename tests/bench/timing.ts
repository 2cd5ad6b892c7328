/** Time given to each contestant, ms; and the calls it gets at least and at most. */
const SHARE_MS = 1_500;
const LEAST_CALLS = 5;
const MOST_CALLS = 2_000;
/** Results end here, so that no call can be left out as useless. */
let sink = 0;

/**
 * Median microseconds of several contestants, taken in turn so that a busy moment of the machine
 * meets them all.
 * @param contestants each returns a number that depends on its work
 */
export function medianMicros(contestants: readonly (() => number)[]): readonly number[] {
  const samples = contestants.map((): number[] => []);
  const deadline = performance.now() + SHARE_MS * contestants.length;
  for (let call = 0; call < MOST_CALLS; call += 1) {
    if (call >= LEAST_CALLS && performance.now() > deadline) break;
    for (const [i, contestant] of contestants.entries()) {
      const start = performance.now();
      sink += contestant();
      samples[i]?.push((performance.now() - start) * 1_000);
    }
  }
  if (Number.isNaN(sink)) throw new Error('a contestant returned no number');
  return samples.map((times) => quantile(times, 0.5));
}

/** Value below which a share of the samples lies, nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The k of `time ∝ size^k`: slope of least squares through the logarithms. */
export function growthExponent(sizesAndTimes: readonly (readonly [size: number, time: number])[]): number {
  const logs = sizesAndTimes.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
