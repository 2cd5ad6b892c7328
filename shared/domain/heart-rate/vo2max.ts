/** An estimate of maximal oxygen uptake, ml/kg/min, with its formula and standard error. */
export interface Vo2maxEstimate {
  readonly value: number;
  readonly formula: string;
  /** One standard error of the estimate, ml/kg/min. */
  readonly standardError: number;
}

/** Kept with every estimate from a resting heart rate. */
export const VO2MAX_RESTING_FORMULA = 'vo2max-uth@1';

/** Values no person has; an input beyond what the formula was made for shows here. ml/kg/min. */
const POSSIBLE = { min: 10, max: 95 };

/**
 * From maximum and resting heart rate: Uth et al. 2004, Eur J Appl Physiol 91:111-115, 15.3 times
 * their ratio. Made on well-trained men of 21-51 years with a measured maximum; an age-based maximum
 * adds its own error of 10 bpm or more, so the caller passes a measured or proven one.
 * @returns null for rates no person has
 */
export function vo2maxFromRestingRate(maximumBpm: number, restingBpm: number): Vo2maxEstimate | null {
  if (!(restingBpm >= 25 && restingBpm <= 130 && maximumBpm >= 100 && maximumBpm <= 240)) return null;
  return estimate((15.3 * maximumBpm) / restingBpm, VO2MAX_RESTING_FORMULA, 2.7);
}

function estimate(value: number, formula: string, standardError: number): Vo2maxEstimate | null {
  return value >= POSSIBLE.min && value <= POSSIBLE.max ? { value, formula, standardError } : null;
}
