/** Ends and steps of an axis on which every label is a round number. */
export interface NiceScale {
  readonly min: number;
  readonly max: number;
  readonly steps: number;
}

/** Step sizes that people count in, as multiples of a power of ten. */
const ROUND_STEPS = [1, 2, 2.5, 5, 10] as const;

/**
 * An axis around values, with some room, in about `wantedSteps` round steps.
 * @param values at least one; the axis never goes below zero unless a value does
 * @param smallestStep no step is smaller, so that two labels never read the same
 */
export function niceScale(values: readonly number[], smallestStep: number, wantedSteps = 3): NiceScale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = Math.max((high - low) / wantedSteps, smallestStep);
  const power = 10 ** Math.floor(Math.log10(rough));
  // Labels of so many decimals must read as what they are: no step of 2.5 where whole numbers are shown.
  const isShown = (step: number) => Math.abs(step / smallestStep - Math.round(step / smallestStep)) < 1e-9;
  const step = power * (ROUND_STEPS.find((round) => round * power >= rough && isShown(round * power)) ?? 10);
  // A value right on an end would run along the edge.
  const room = step * 0.08;
  const first = Math.floor((low - room) / step);
  const min = low >= 0 ? Math.max(0, first) : first;
  const max = Math.ceil((high + room) / step);
  return { min: min * step, max: max * step, steps: max - min };
}
