/** A formula that estimates maximum heart rate from age alone. */
export interface MaximumHeartRateFormula {
  readonly id: MaximumHeartRateFormulaId;
  readonly source: string;
  /** Beats per minute, unrounded: percentages are taken of the exact value. */
  readonly bpm: (ageYears: number) => number;
  /** Standard error where the source states one, else 10 bpm (Robergs & Landwehr 2002: most one-variable equations err by more). */
  readonly standardErrorBpm: number;
}

export type MaximumHeartRateFormulaId =
  | 'max-heart-rate-fox@1'
  | 'max-heart-rate-tanaka@1'
  | 'max-heart-rate-nes@1'
  | 'max-heart-rate-gellish-linear@1'
  | 'max-heart-rate-gellish-quadratic@1';

export const MAXIMUM_HEART_RATE_FORMULAS: Readonly<
  Record<MaximumHeartRateFormulaId, MaximumHeartRateFormula>
> = {
  'max-heart-rate-fox@1': {
    id: 'max-heart-rate-fox@1',
    source: 'Fox, Naughton & Haskell 1971, Ann Clin Res 3:404-432',
    bpm: (ageYears) => 220 - ageYears,
    standardErrorBpm: 10,
  },
  'max-heart-rate-tanaka@1': {
    id: 'max-heart-rate-tanaka@1',
    source: 'Tanaka, Monahan & Seals 2001, J Am Coll Cardiol 37:153-156',
    bpm: (ageYears) => 208 - 0.7 * ageYears,
    standardErrorBpm: 10,
  },
  'max-heart-rate-nes@1': {
    id: 'max-heart-rate-nes@1',
    source: 'Nes et al. 2013 (HUNT Fitness Study), Scand J Med Sci Sports 23:697-704',
    bpm: (ageYears) => 211 - 0.64 * ageYears,
    standardErrorBpm: 10.8,
  },
  'max-heart-rate-gellish-linear@1': {
    id: 'max-heart-rate-gellish-linear@1',
    source: 'Gellish et al. 2007, Med Sci Sports Exerc 39:822-829, linear model',
    bpm: (ageYears) => 206.9 - 0.67 * ageYears,
    standardErrorBpm: 10,
  },
  'max-heart-rate-gellish-quadratic@1': {
    id: 'max-heart-rate-gellish-quadratic@1',
    source: 'Gellish et al. 2007, Med Sci Sports Exerc 39:822-829, quadratic model',
    bpm: (ageYears) => 192 - 0.007 * ageYears * ageYears,
    standardErrorBpm: 10,
  },
};

/** Named with every derived value; changing it is a decision, never a side effect. */
export const DEFAULT_MAXIMUM_HEART_RATE_FORMULA: MaximumHeartRateFormulaId = 'max-heart-rate-nes@1';

/** Ages the formulas' samples cover between them, years; outside there is no estimate. */
const FORMULA_AGES = { min: 18, max: 89 };
/** A person's maximum outside these bounds is a typing error or a noisy strap, bpm. */
const POSSIBLE_MAXIMUM = { min: 100, max: 240 };

/** A member's maximum heart rate, with where it comes from. */
export interface MaximumHeartRate {
  /** Unrounded. */
  readonly bpm: number;
  readonly origin: 'measured' | 'entered' | 'formula';
  readonly formula: MaximumHeartRateFormulaId | null;
  /** One standard error, bpm; 0 when measured, null when the member only told us. */
  readonly standardErrorBpm: number | null;
}

/**
 * The best known maximum: measured before entered before estimated from age.
 * @returns null when nothing is known, or the age lies outside what the formulas were made for
 */
export function resolveMaximumHeartRate(known: {
  readonly measuredBpm?: number | null;
  readonly enteredBpm?: number | null;
  readonly ageYears: number | null;
  readonly formula?: MaximumHeartRateFormulaId;
}): MaximumHeartRate | null {
  const { measuredBpm, enteredBpm, ageYears } = known;
  if (isPossibleMaximum(measuredBpm))
    return { bpm: measuredBpm, origin: 'measured', formula: null, standardErrorBpm: 0 };
  if (isPossibleMaximum(enteredBpm))
    return { bpm: enteredBpm, origin: 'entered', formula: null, standardErrorBpm: null };
  if (ageYears === null || !(ageYears >= FORMULA_AGES.min && ageYears <= FORMULA_AGES.max)) return null;
  const formula = MAXIMUM_HEART_RATE_FORMULAS[known.formula ?? DEFAULT_MAXIMUM_HEART_RATE_FORMULA];
  return {
    bpm: formula.bpm(ageYears),
    origin: 'formula',
    formula: formula.id,
    standardErrorBpm: formula.standardErrorBpm,
  };
}

function isPossibleMaximum(bpm: number | null | undefined): bpm is number {
  return bpm !== null && bpm !== undefined && bpm >= POSSIBLE_MAXIMUM.min && bpm <= POSSIBLE_MAXIMUM.max;
}

/** A strap's spike lasts a second or two; a heart holds its maximum longer. Seconds. */
export const SUSTAINED_SECONDS = 30;
/** The most one session may raise a maximum, bpm; a real jump takes several sessions to be believed. */
export const MAXIMUM_RAISE_BPM = 10;

/**
 * The new maximum a session proves, for staff to approve: the rate held without a gap for 30 s, at
 * most 10 bpm above the current one.
 * @param bpm once a second, 0 where nothing was heard
 * @returns null when the session proves nothing higher
 */
export function provenMaximum(bpm: Uint8Array, currentMaximumBpm: number): number | null {
  let sustained = 0;
  for (let start = 0; start + SUSTAINED_SECONDS <= bpm.length; start += 1) {
    const lowest = bpm
      .subarray(start, start + SUSTAINED_SECONDS)
      .reduce((low, value) => Math.min(low, value), 255);
    if (lowest > sustained && lowest <= POSSIBLE_MAXIMUM.max) sustained = lowest;
  }
  if (sustained <= currentMaximumBpm) return null;
  return Math.min(sustained, currentMaximumBpm + MAXIMUM_RAISE_BPM);
}
