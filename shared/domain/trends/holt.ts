/** How the first slope is guessed; the choice changes the forecast, so it is always named. */
export type HoltStart = 'first_difference' | 'mean_of_three_differences' | 'overall_slope';

/** Level and slope after the last value, and the levels on the way. */
export interface HoltFit {
  /** Formula id with the way it was started, for example `holt-mean_of_three_differences@1`. */
  readonly method: string;
  readonly levels: readonly number[];
  readonly slope: number;
  /** Mean squared error of the one-step forecasts. */
  readonly meanSquaredError: number;
  /** Value expected `steps` after the last. */
  forecast(steps: number): number;
}

/**
 * Double exponential smoothing of evenly spaced values: Holt 1957, as in NIST/SEMATECH e-Handbook
 * 6.4.3.3. The first level is the first value.
 * @param alpha share of the level taken from a new value, 0 to 1
 * @param gamma share of the slope taken from a new difference, 0 to 1
 * @returns null for fewer values than the start needs (2, or 4 for three differences)
 */
export function holt(
  values: readonly number[],
  options: { readonly alpha: number; readonly gamma: number; readonly start: HoltStart },
): HoltFit | null {
  const { alpha, gamma, start } = options;
  const [first] = values;
  const firstSlope = startSlope(values, start);
  if (first === undefined || firstSlope === null) return null;
  const levels = [first];
  let level = first;
  let slope = firstSlope;
  let squares = 0;
  for (const value of values.slice(1)) {
    const expected = level + slope;
    squares += (value - expected) ** 2;
    const next = alpha * value + (1 - alpha) * expected;
    slope = gamma * (next - level) + (1 - gamma) * slope;
    level = next;
    levels.push(level);
  }
  return {
    method: `holt-${start}@1`,
    levels,
    slope,
    meanSquaredError: squares / (values.length - 1),
    forecast: (steps) => level + steps * slope,
  };
}

function startSlope(values: readonly number[], start: HoltStart): number | null {
  const at = (i: number): number | null => values.at(i) ?? null;
  const [from, to, steps] =
    start === 'first_difference'
      ? [at(0), at(1), 1]
      : start === 'mean_of_three_differences'
        ? [at(0), values.length >= 4 ? at(3) : null, 3]
        : [at(0), values.length >= 2 ? at(-1) : null, values.length - 1];
  return from === null || to === null ? null : (to - from) / steps;
}

/** Shares tried when fitting; finer steps change a kiosk's forecast by less than its noise. */
const GRID = Array.from({ length: 20 }, (_, i) => (i + 1) * 0.05);

/**
 * Holt's method with the shares that would have forecast these values best, one step ahead.
 * @returns null for fewer values than the start needs
 */
export function fitHolt(
  values: readonly number[],
  start: HoltStart = 'mean_of_three_differences',
): HoltFit | null {
  let best: HoltFit | null = null;
  for (const alpha of GRID) {
    for (const gamma of GRID) {
      const fit = holt(values, { alpha, gamma, start });
      if (fit !== null && (best === null || fit.meanSquaredError < best.meanSquaredError)) best = fit;
    }
  }
  return best;
}
