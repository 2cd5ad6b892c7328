import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Sex } from '../members/member.ts';
import type { Calories, NoCaloriesReason } from './calories.ts';
import { keytelCalories } from './keytel.ts';
import { metCalories } from './met-calories.ts';

/** Share of a session whose heart rate must be known before it may stand for the whole. */
export const LEAST_HEART_RATE_COVERAGE = 0.8;

/** Everything an estimate may draw on; what is not known is null. */
export interface CaloriesInput {
  readonly sex: Sex | null;
  readonly ageYears: number | null;
  readonly weightKg: number | null;
  /** Measured, not estimated; ml/kg/min. */
  readonly vo2max?: number | null;
  readonly maximumBpm: number | null;
  /** Heart rate once a second with short gaps bridged, 0 for silence; null without a strap. */
  readonly bpm: Uint8Array | null;
  readonly classType: string | null;
  readonly durationMin: number;
}

/**
 * Calories of a session by the best method its data allow: heart rate where it covers at least 80 %
 * of the time and the study's range fits, else the kind of class, else no number.
 * @returns the reason heart rate gave none when there was a strap, else the reason the class gave none
 */
export function chooseCalories(input: CaloriesInput): Result<Calories, NoCaloriesReason> {
  const fromHeartRate = input.bpm === null ? null : caloriesFromHeartRate(input, input.bpm);
  if (fromHeartRate?.ok === true) return fromHeartRate;
  const fromActivity = metCalories(input);
  if (fromActivity.ok || fromHeartRate === null) return fromActivity;
  return fromHeartRate;
}

function caloriesFromHeartRate(input: CaloriesInput, bpm: Uint8Array): Result<Calories, NoCaloriesReason> {
  if (!(input.durationMin > 0)) return fail('duration_missing');
  const seconds = bpm.reduce((count, value) => (value > 0 ? count + 1 : count), 0);
  if (seconds < LEAST_HEART_RATE_COVERAGE * input.durationMin * 60) return fail('heart_rate_missing');
  return keytelCalories({ ...input, bpm });
}
