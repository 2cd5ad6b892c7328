import type { Result } from '../../../shared/base/result.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import type { DriverReading } from '../driver.ts';
import type { ScaleWeight } from './scale-message.ts';

/** The contract's bound of a weight. Whether it fits a person, or this member, is core's question. */
export const MAX_WEIGHT_KG = 500;

/**
 * Turns what a scale said into a reading. Below zero is `underload` (somebody leaned on the
 * platform while it was zeroed, or it was tared), above 500 kg `implausible`; a minus before zero is
 * the rounding of an empty platform and reads 0.
 */
export function toWeightReading(
  weight: ScaleWeight,
  stable: boolean,
): Result<DriverReading, 'underload' | 'implausible'> {
  if (weight.negative && weight.kg > 0) return fail('underload');
  if (weight.kg > MAX_WEIGHT_KG) return fail('implausible');
  return ok({ kind: 'weight', kg: weight.kg, value: weight.value, unit: weight.unit, stable });
}
