/** The weight a person could lift once, estimated from lifting less more often. */
export interface OneRepMax {
  readonly kg: number;
  readonly formula: OneRepMaxFormulaId;
}

export type OneRepMaxFormulaId = 'one-rep-max-epley@1' | 'one-rep-max-brzycki@1' | 'one-rep-max-lombardi@1';

/**
 * Epley 1985, Boyd Epley Workout; Brzycki 1993, JOPERD 64(1):88-90; Lombardi 1989, Beginning Weight
 * Training. They agree within 3 % up to five repetitions and drift apart after ten.
 */
const FORMULAS: Readonly<Record<OneRepMaxFormulaId, (kg: number, repetitions: number) => number>> = {
  'one-rep-max-epley@1': (kg, repetitions) => kg * (1 + repetitions / 30),
  'one-rep-max-brzycki@1': (kg, repetitions) => (kg * 36) / (37 - repetitions),
  'one-rep-max-lombardi@1': (kg, repetitions) => kg * repetitions ** 0.1,
};

/** Beyond ten repetitions endurance is measured, not strength (Reynolds, Gordon & Robergs 2006). */
const MOST_REPETITIONS = 10;

/**
 * One-repetition maximum from a set; a single lift is its own maximum.
 * @param kg weight lifted
 * @param repetitions full ones, 1 to 10
 * @returns null outside that range, for fractions of a repetition, or without weight
 */
export function oneRepMax(
  kg: number,
  repetitions: number,
  formula: OneRepMaxFormulaId = 'one-rep-max-epley@1',
): OneRepMax | null {
  const isSet = Number.isInteger(repetitions) && repetitions >= 1 && repetitions <= MOST_REPETITIONS;
  if (!isSet || !(kg > 0) || !Number.isFinite(kg)) return null;
  return { kg: repetitions === 1 ? kg : FORMULAS[formula](kg, repetitions), formula };
}
