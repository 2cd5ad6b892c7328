import { HOUR_MS, MINUTE_MS } from '../../base/clock.ts';

/**
 * Sweat and warm skin move a bioimpedance measurement for hours: manufacturers ask for three hours
 * after exercise (Kyle et al. 2004, Clin Nutr 23:1430, ask for eight).
 */
export const EXERCISE_AFFECTS_MS = 3 * HOUR_MS;
/** Somebody who came in less than this ago has changed clothes, not trained. */
export const STILL_FRESH_MS = 20 * MINUTE_MS;

/**
 * Whether a measurement falls into the hours after exercise.
 * @param lastVisitAtMs the member's latest check-in that is older than `STILL_FRESH_MS`, or null
 * @param hasStrapSession whether a strap session ran in the hours before the measurement
 */
export function isAfterExercise(
  atMs: number,
  lastVisitAtMs: number | null,
  hasStrapSession: boolean,
): boolean {
  if (hasStrapSession) return true;
  if (lastVisitAtMs === null) return false;
  const sinceMs = atMs - lastVisitAtMs;
  return sinceMs >= STILL_FRESH_MS && sinceMs <= EXERCISE_AFFECTS_MS;
}

/**
 * Stands in the id of a reading taken after exercise, so that every machine which holds the reading
 * knows it, and leaves it out of the trend.
 */
const MARK = ':after_exercise:';

/** The id of one value of a weighing. */
export function weighedReadingId(weighingId: string, metricType: string, afterExercise: boolean): string {
  return `${weighingId}${afterExercise ? MARK : ':'}${metricType}`;
}

/** Whether a reading was taken in the hours after exercise, and says little of the body at rest. */
export function isTakenAfterExercise(reading: { readonly id: string }): boolean {
  return reading.id.includes(MARK);
}
