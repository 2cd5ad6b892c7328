import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Sex } from '../members/member.ts';
import { KILOJOULES_PER_KILOCALORIE } from './calories.ts';
import type { Calories, NoCaloriesReason } from './calories.ts';

/**
 * Energy from heart rate: Keytel et al. 2005, J Sports Sci 23(3):289-297. 115 people aged 18-45 of
 * 47-120 kg on treadmill and cycle at a steady 57-90 % of maximum heart rate; explains 73 % of the
 * variance without a measured VO2max and 83 % with one. Not made for strength or interval training,
 * nor for people on beta blockers: the product calls the result an estimate.
 */
export const KEYTEL_FORMULA = 'keytel-2005@1';
export const KEYTEL_VO2MAX_FORMULA = 'keytel-2005-vo2max@1';

/** What the study covered; outside it the equations have no ground. Ends included. */
export const KEYTEL_RANGE = {
  ageYears: { min: 18, max: 45 },
  weightKg: { min: 47, max: 120 },
  shareOfMaximum: { min: 0.57, max: 0.9 },
} as const;

interface Coefficients {
  readonly constant: number;
  readonly bpm: number;
  readonly vo2max: number;
  readonly weightKg: number;
  readonly ageYears: number;
}

/** kJ a minute. The weight of women counts negative without VO2max: that is how it is published. */
const WITHOUT_VO2MAX: Readonly<Record<Sex, Coefficients>> = {
  male: { constant: -55.0969, bpm: 0.6309, vo2max: 0, weightKg: 0.1988, ageYears: 0.2017 },
  female: { constant: -20.4022, bpm: 0.4472, vo2max: 0, weightKg: -0.1263, ageYears: 0.074 },
};
const WITH_VO2MAX: Readonly<Record<Sex, Coefficients>> = {
  male: { constant: -95.7735, bpm: 0.634, vo2max: 0.404, weightKg: 0.394, ageYears: 0.271 },
  female: { constant: -59.3954, bpm: 0.45, vo2max: 0.38, weightKg: 0.103, ageYears: 0.274 },
};

/** The equation's inputs. */
export interface KeytelInput {
  readonly sex: Sex;
  readonly bpm: number;
  readonly weightKg: number;
  readonly ageYears: number;
  /** Measured VO2max, ml/kg/min; null or absent uses the equation without it. */
  readonly vo2max?: number | null;
}

/**
 * The equation itself, without asking whether its range applies.
 * @returns kilojoules a minute, gross; 0 where the equation goes negative at low heart rates
 */
export function keytelKilojoulesPerMin(input: KeytelInput): number {
  const vo2max = input.vo2max ?? null;
  const c = (vo2max === null ? WITHOUT_VO2MAX : WITH_VO2MAX)[input.sex];
  const energy =
    c.constant +
    c.bpm * input.bpm +
    c.vo2max * (vo2max ?? 0) +
    c.weightKg * input.weightKg +
    c.ageYears * input.ageYears;
  return Math.max(0, energy);
}

/** The same in kilocalories a minute. */
export function keytelKcalPerMin(input: KeytelInput): number {
  return keytelKilojoulesPerMin(input) / KILOJOULES_PER_KILOCALORIE;
}

/** What a session and its member tell the equation. */
export interface KeytelSession {
  readonly sex: Sex | null;
  readonly ageYears: number | null;
  readonly weightKg: number | null;
  readonly vo2max?: number | null;
  readonly maximumBpm: number | null;
  /** One value a second; 0 counts nowhere. */
  readonly bpm: Uint8Array;
}

/**
 * Calories of a session, inside the study's range only. The equation is linear in heart rate, so it
 * answers for the session's average, and that average is what must lie in the studied range; single
 * seconds at rest add nothing rather than take away.
 */
export function keytelCalories(session: KeytelSession): Result<Calories, NoCaloriesReason> {
  const { sex, ageYears, weightKg, maximumBpm } = session;
  if (sex === null) return fail('sex_unknown');
  if (weightKg === null) return fail('weight_unknown');
  if (ageYears === null) return fail('age_unknown');
  if (!within(ageYears, KEYTEL_RANGE.ageYears)) return fail('age_outside_range');
  if (!within(weightKg, KEYTEL_RANGE.weightKg)) return fail('weight_outside_range');
  if (maximumBpm === null) return fail('maximum_heart_rate_unknown');

  const vo2max = session.vo2max ?? null;
  let kcal = 0;
  let seconds = 0;
  let beats = 0;
  for (const bpm of session.bpm) {
    if (bpm === 0) continue;
    kcal += keytelKcalPerMin({ sex, bpm, weightKg, ageYears, vo2max }) / 60;
    beats += bpm;
    seconds += 1;
  }
  if (seconds === 0) return fail('heart_rate_missing');
  if (!within(beats / seconds / maximumBpm, KEYTEL_RANGE.shareOfMaximum))
    return fail('heart_rate_outside_range');
  return ok({ kcal, formula: vo2max === null ? KEYTEL_FORMULA : KEYTEL_VO2MAX_FORMULA });
}

function within(value: number, range: { readonly min: number; readonly max: number }): boolean {
  return value >= range.min && value <= range.max;
}
