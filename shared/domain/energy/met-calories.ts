import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Calories, NoCaloriesReason } from './calories.ts';
import { metActivityOfClassType } from './met-activities.ts';

/**
 * Energy from the kind of activity, in the oxygen form: 1 MET is 3.5 ml O2/kg/min, and a litre of
 * oxygen yields 5 kcal. The form of 1 kcal/kg/h gives 5 % less; the two are never mixed here.
 */
export const MET_FORMULA = 'met-compendium-2024@1';

/** Ages the adult compendium is made for, years. */
export const MET_AGES = { min: 19, max: 59 } as const;

/** kcal = MET × 3.5 × kg / 200 × min; gross, so that resting energy is in it. */
export function metKcal(met: number, weightKg: number, durationMin: number): number {
  return (met * 3.5 * weightKg * durationMin) / 200;
}

/**
 * Calories of an activity of known kind and length.
 * @param input.ageYears null where the member has not told: most who train are in range
 */
export function metCalories(input: {
  readonly classType: string | null;
  readonly weightKg: number | null;
  readonly ageYears: number | null;
  readonly durationMin: number;
}): Result<Calories, NoCaloriesReason> {
  const activity = input.classType === null ? undefined : metActivityOfClassType(input.classType);
  if (activity === undefined) return fail('activity_unknown');
  if (input.weightKg === null || !(input.weightKg > 0)) return fail('weight_unknown');
  if (input.ageYears !== null && (input.ageYears < MET_AGES.min || input.ageYears > MET_AGES.max)) {
    return fail('age_outside_range');
  }
  if (!(input.durationMin > 0)) return fail('duration_missing');
  return ok({ kcal: metKcal(activity.met, input.weightKg, input.durationMin), formula: MET_FORMULA });
}
