import { KG_PER_POUND } from '../../base/kg-per-pound.ts';
import type { Weighing } from './weighing.ts';

/** One value of a weighing, in the unit of its metric. */
export interface WeighedValue {
  readonly metricType: string;
  readonly value: number;
}

/** Values whose unit does not depend on how the analyser is set. */
const IN_ANY_UNIT: Readonly<Record<string, string>> = {
  FW: 'body_fat_percent',
  ww: 'total_body_water',
  IF: 'visceral_fat_rating',
};
/** Masses, in kilograms where the analyser weighs in kilograms. */
const IN_WEIGHT_UNIT: Readonly<Record<string, string>> = {
  fW: 'body_fat_mass',
  MW: 'fat_free_mass',
  mW: 'muscle_mass',
  bW: 'bone_mass',
};

/** Resting energy as models send it, some in kilocalories, some in kilojoules; the keys do not tell which. */
const RESTING_ENERGY_KEYS = ['rB', 'rb'];
/** How far an analyser's own equation may lie from the one below; a kilojoule is 4.184 times too much. */
const ENERGY_TOLERANCE = 0.5;

/** Resting energy by fat-free mass, kcal/day (Katch and McArdle 1996). */
function restingEnergyKcal(fatFreeMassKg: number): number {
  return 370 + 21.6 * fatFreeMassKg;
}

/**
 * What a weighing says in the product's own metrics: the weight, and of an analyser's fields those
 * that the product knows. Whether each is plausible is the registry's to say.
 */
export function weighedValues(weighing: Pick<Weighing, 'kg' | 'fields'>): readonly WeighedValue[] {
  const fields = weighing.fields ?? {};
  const numberOf = (key: string): number | null => {
    const value = fields[key];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const toKg = numberOf('Wk') === null && numberOf('Wp') !== null ? KG_PER_POUND : 1;
  const values: WeighedValue[] = [{ metricType: 'body_weight', value: weighing.kg }];
  for (const [key, metricType] of Object.entries(IN_ANY_UNIT)) {
    const value = numberOf(key);
    if (value !== null) values.push({ metricType, value });
  }
  for (const [key, metricType] of Object.entries(IN_WEIGHT_UNIT)) {
    const value = numberOf(key);
    if (value !== null) values.push({ metricType, value: value * toKg });
  }
  const fatFree = numberOf('MW');
  if (fatFree === null) return values;
  const expected = restingEnergyKcal(fatFree * toKg);
  const resting = RESTING_ENERGY_KEYS.map(numberOf).find(
    (value) => value !== null && Math.abs(value / expected - 1) <= ENERGY_TOLERANCE,
  );
  return resting == null ? values : [...values, { metricType: 'basal_metabolic_rate', value: resting }];
}
