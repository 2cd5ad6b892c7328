import { normalCdf } from './normal.ts';

/**
 * Whether two groups of values lie at different heights: Mann & Whitney 1947, Ann Math Stat 18:50-60,
 * normal approximation with ties and continuity corrected.
 * @returns two-sided p-value, or null when a group is empty or all values are equal
 */
export function rankSumPValue(left: readonly number[], right: readonly number[]): number | null {
  const n = left.length + right.length;
  if (left.length === 0 || right.length === 0) return null;
  const all = [
    ...left.map((value) => ({ value, isLeft: true })),
    ...right.map((value) => ({ value, isLeft: false })),
  ];
  all.sort((one, other) => one.value - other.value);
  let leftRanks = 0;
  let tieTerm = 0;
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && all[to]!.value === all[from]!.value) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1) if (all[i]!.isLeft) leftRanks += rank;
    const tied = to - from;
    tieTerm += tied ** 3 - tied;
    from = to;
  }
  const u = leftRanks - (left.length * (left.length + 1)) / 2;
  const mean = (left.length * right.length) / 2;
  const variance = ((left.length * right.length) / 12) * (n + 1 - tieTerm / (n * (n - 1)));
  if (!(variance > 0)) return null;
  const distance = Math.max(0, Math.abs(u - mean) - 0.5);
  return Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance)));
}
