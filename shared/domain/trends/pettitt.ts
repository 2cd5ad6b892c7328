/** Where a series changes its level, if it does. */
export interface LevelChange {
  /** Index of the first value of the new level. */
  readonly at: number;
  readonly pValue: number;
}

/**
 * Pettitt 1979, Applied Statistics 28:126-135: a rank test for one change of level at an unknown
 * place. Its p-value is an approximation, good below 0.5, and errs on the careful side with ties.
 * @param values in order of time
 * @returns null for fewer than four values, or when all are equal
 */
export function levelChange(values: readonly number[]): LevelChange | null {
  const n = values.length;
  if (n < 4) return null;
  let sum = 0;
  let strongest = 0;
  let at = 0;
  for (let split = 1; split < n; split += 1) {
    const value = values[split - 1]!;
    for (const other of values) sum += Math.sign(value - other);
    if (Math.abs(sum) > strongest) {
      strongest = Math.abs(sum);
      at = split;
    }
  }
  if (strongest === 0) return null;
  return { at, pValue: Math.min(1, 2 * Math.exp((-6 * strongest ** 2) / (n ** 3 + n ** 2))) };
}
