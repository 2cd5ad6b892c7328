/** Thermochemical calorie, exact: 1 kcal = 4.184 kJ. */
export const KILOJOULES_PER_KILOCALORIE = 4.184;

/** Why the product shows no calories rather than a wrong number. */
export type NoCaloriesReason =
  | 'sex_unknown'
  | 'weight_unknown'
  | 'age_unknown'
  | 'age_outside_range'
  | 'weight_outside_range'
  | 'heart_rate_outside_range'
  | 'heart_rate_missing'
  | 'maximum_heart_rate_unknown'
  | 'activity_unknown'
  | 'duration_missing';

/** An estimate of energy used, resting energy included (gross), with the formula that made it. */
export interface Calories {
  /** Unrounded. */
  readonly kcal: number;
  /** Formula id and version, for example `keytel-2005@1`. */
  readonly formula: string;
}
