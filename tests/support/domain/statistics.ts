/** Mean squared distance of chances from what happened (Brier 1950); null without forecasts. */
export function brierScore(
  forecasts: readonly { readonly chance: number; readonly happened: boolean }[],
): number | null {
  if (forecasts.length === 0) return null;
  return (
    forecasts.reduce((sum, { chance, happened }) => sum + (chance - (happened ? 1 : 0)) ** 2, 0) /
    forecasts.length
  );
}

/**
 * Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996).
 * @param sorted ascending
 * @param p 0 to 1
 * @returns null for no values
 */
export function quantileOfSorted(sorted: readonly number[], p: number): number | null {
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (at - Math.floor(at));
}
