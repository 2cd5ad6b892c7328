/** Names the smoothing in a document. @public */
export const EWMA_METHOD = 'ewma-daily@1';

/** Share of a day's deviation taken over: Walker, The Hacker's Diet; half-life 6.58 days. */
export const DEFAULT_ALPHA = 0.1;
/** After a silence this long the old line says nothing about today, and smoothing starts afresh. Days. */
export const RESET_AFTER_DAYS = 42;

/** One value of one day. */
export interface DayValue {
  /** Days on any whole-day scale. */
  readonly day: number;
  readonly value: number;
}

/**
 * Share taken over after a number of days: missing days count as if the last value had held.
 * @param days since the previous value, at least 0
 */
export function effectiveAlpha(days: number, alpha: number = DEFAULT_ALPHA): number {
  return 1 - (1 - alpha) ** days;
}

/**
 * Exponentially smoothed line over irregular days, unrounded. The first value starts it, or the
 * `carryIn` of the day before.
 * @param values by day, ascending, at most one a day
 */
export function smoothDaily(
  values: readonly DayValue[],
  options: { readonly alpha?: number; readonly carryIn?: number } = {},
): readonly DayValue[] {
  const alpha = options.alpha ?? DEFAULT_ALPHA;
  let level = options.carryIn ?? null;
  let previousDay: number | null = null;
  return values.map(({ day, value }) => {
    const days = previousDay === null ? 1 : day - previousDay;
    level =
      level === null || days > RESET_AFTER_DAYS
        ? value
        : level + effectiveAlpha(days, alpha) * (value - level);
    previousDay = day;
    return { day, value: level };
  });
}
