import type { Sex } from '../members/member.ts';

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

/**
 * From a walked mile: Kline et al. 1987, Med Sci Sports Exerc 19:253-259, men and women of 30-69 years.
 * @param input.minutes time for the mile, decimal minutes
 * @param input.bpm heart rate at its end
 * @returns null outside the study's ages, or without a sensible time
 */
export function vo2maxFromWalk(input: {
  readonly weightKg: number;
  readonly ageYears: number;
  readonly sex: Sex;
  readonly minutes: number;
  readonly bpm: number;
}): Vo2maxEstimate | null {
  const { weightKg, ageYears, sex, minutes, bpm } = input;
  if (!(ageYears >= 30 && ageYears <= 69 && minutes >= 8 && minutes <= 30 && weightKg > 0)) return null;
  const pounds = weightKg / 0.453_592_37;
  const value =
    132.853 -
    0.0769 * pounds -
    0.3877 * ageYears +
    (sex === 'male' ? 6.315 : 0) -
    3.2649 * minutes -
    0.1565 * bpm;
  return estimate(value, 'vo2max-kline@1', 5);
}

/**
 * From the metres run in twelve minutes: Cooper 1968, JAMA 203:201-204, on men of 17-52 years.
 * @returns null for a distance nobody runs or walks in that time
 */
export function vo2maxFromTwelveMinutes(metres: number): Vo2maxEstimate | null {
  if (!(metres >= 800 && metres <= 4_500)) return null;
  return estimate((metres - 504.9) / 44.73, 'vo2max-cooper@1', 4);
}

function estimate(value: number, formula: string, standardError: number): Vo2maxEstimate | null {
  return value >= POSSIBLE.min && value <= POSSIBLE.max ? { value, formula, standardError } : null;
}
