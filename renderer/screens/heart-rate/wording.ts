import type { Formats } from '../../i18n/formats.ts';
import { formulaName } from '../../i18n/formula-name.ts';
import { findMessage, t } from '../../i18n/translate.ts';

/** Where the maximum behind the percentages comes from, in words; null where none is known. */
export function maximumWords(maximumBpm: number | null, source: string | null): string | null {
  if (maximumBpm === null || source === null) return null;
  const bpm = Math.round(maximumBpm);
  if (source === 'measured') return t('live.maximum.measured', { bpm });
  if (source === 'entered') return t('live.maximum.entered', { bpm });
  return t('live.maximum.formula', { bpm, name: formulaName(source) });
}

/** A number or id does not say that it is a strap's; a name, as Bluetooth straps have one, does. */
const BARE_NUMBER = /^[0-9A-F]+$/i;

/** What a strap is called on the screen. */
export function strapWords(sensor: string): string {
  return BARE_NUMBER.test(sensor) ? t('pairing.strap', { sensor }) : sensor;
}

/** Whole points: a started point is not yet earned. A dash where zones and so points are unknown. */
export function effortWords(effortPoints: number | null, formats: Formats): string {
  return effortPoints === null ? t('live.no_number') : formats.number(Math.floor(effortPoints));
}

/** The formula behind the calories, or why there is no number. */
export function caloriesWords(formula: string | null, reason: string | null): string {
  if (formula !== null) return t('live.calories_estimate', { name: formulaName(formula) });
  return findMessage(`calories.${reason ?? 'unknown'}`) ?? t('calories.unknown');
}
