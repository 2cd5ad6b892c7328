import { findMessage, t } from './translate.ts';

/**
 * A unit as it stands behind a number: things that are counted have a singular, measures have none, and
 * a sign like kg is the same in every language.
 * @param unit the metric registry's unit
 * @param shown the number as it is shown, rounded
 */
export function unitWord(unit: string, shown: number): string {
  if (unit === 'workouts' || unit === 'weeks' || unit === 'points' || unit === 'units')
    return t(`unit.${unit}`, { count: shown });
  return findMessage(`unit.${unit}`) ?? unit;
}
