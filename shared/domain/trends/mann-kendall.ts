import { normalCdf } from '../statistics/normal.ts';

/** Names the test in a document. @public */
export const MANN_KENDALL_METHOD = 'mann-kendall@1';

/** Whether values tend to rise or fall, without asking by how much or along what curve. */
export interface MannKendall {
  /** Rising pairs minus falling pairs. */
  readonly s: number;
  /** Variance of `s` without a trend, corrected for ties. */
  readonly variance: number;
  /** With continuity correction; 0 when `s` is. */
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Kendall's tau-b, -1 to 1; null when all values are equal. */
  readonly tau: number | null;
}

/**
 * Mann 1945, Econometrica 13:245-259, with Kendall's correction for ties. The normal approximation
 * is good from ten values; below four nothing can be significant.
 * @param values in order of time
 * @returns null for fewer than three values
 */
export function mannKendall(values: readonly number[]): MannKendall | null {
  const n = values.length;
  if (n < 3) return null;
  let s = 0;
  for (let later = 1; later < n; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) s += Math.sign(values[later]! - values[earlier]!);
  }
  const ties = [...Map.groupBy(values, (value) => value).values()].map((equal) => equal.length);
  const tieTerm = ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tieTerm) / 18;
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const pairs = (n * (n - 1)) / 2;
  const untied = pairs - ties.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  return {
    s,
    variance,
    z,
    pValue: Math.min(1, 2 * normalCdf(-Math.abs(z))),
    tau: untied === 0 ? null : s / Math.sqrt(pairs * untied),
  };
}
