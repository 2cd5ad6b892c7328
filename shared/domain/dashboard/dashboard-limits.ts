import { DAY_MS } from '../../base/clock.ts';

/** How far ahead classes are offered. */
export const TIMETABLE_AHEAD_MS = 14 * DAY_MS;
/** How far back tiles and insights look: a year's trends and the same month of last year. Days. */
export const LOOKS_BACK_DAYS = 400;
/** Classes looked at in that time: seventy a day. */
export const MAX_UPCOMING_CLASSES = 1_000;
