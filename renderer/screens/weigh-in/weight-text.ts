import { KG_PER_POUND } from '../../../shared/base/kg-per-pound.ts';
import { roundShown } from '../../../shared/base/round-shown.ts';
import type { Formats } from '../../i18n/formats.ts';

export type WeightUnit = 'kg' | 'lb';

/** A weight in the member's unit, to a tenth. */
export function weightText(kg: number, unit: WeightUnit, formats: Formats): string {
  return formats.number(unit === 'lb' ? kg / KG_PER_POUND : kg, 1);
}

export interface WeightChange {
  readonly kind: 'same' | 'less' | 'more';
  /** Without sign, in the member's unit. */
  readonly amount: string;
}

/** How two weights differ as they are shown: what reads the same is the same. */
export function weightChange(
  kg: number,
  previousKg: number,
  unit: WeightUnit,
  formats: Formats,
): WeightChange {
  const inUnit = (weightKg: number): number =>
    roundShown(unit === 'lb' ? weightKg / KG_PER_POUND : weightKg, 1);
  const change = inUnit(kg) - inUnit(previousKg);
  const amount = formats.number(Math.abs(change), 1);
  const tenths = Math.round(change * 10);
  return { kind: tenths === 0 ? 'same' : tenths < 0 ? 'less' : 'more', amount };
}
