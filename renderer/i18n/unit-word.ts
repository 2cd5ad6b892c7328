import { findMessage, t } from './translate.ts';

/**
 * A unit as it stands behind a number: things that are counted have a singular, measures have none, and
 * a sign like kg is the same in every language.
 * @param unit the metric registry's unit
 * @param shown the number; what is counted is shown whole
 */
export function unitWord(unit: string, shown: number): string {
  if (unit === 'workouts' || unit === 'weeks' || unit === 'points' || unit === 'units')
    return t(`unit.${unit}`, { count: Math.round(shown) });
  return findMessage(`unit.${unit}`) ?? unit;
}
