import { dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Visit } from '../visits/visit.ts';

/** Visits a day over twelve months, week by week. */
export interface HeatMap {
  /** First day, a Monday, ISO date in the gym's zone. */
  readonly from: string;
  /** Visits on that day and every day after it, today last. */
  readonly visits: readonly number[];
}

/** Full weeks before the current one: a year and its first days. */
const WEEKS_BEFORE = 52;

/**
 * The last twelve months as visits a day, starting on a Monday.
 * @param visits usable
 */
export function visitHeatMap(visits: readonly Visit[], nowMs: number, days: LocalDays): HeatMap {
  const today = days.dayOf(nowMs);
  const from = days.weekOf(nowMs) - WEEKS_BEFORE * 7;
  const counts = Array.from({ length: today - from + 1 }, () => 0);
  for (const visit of visits) {
    const index = days.dayOf(visit.checkedInAtMs) - from;
    const count = counts[index];
    if (count !== undefined) counts[index] = count + 1;
  }
  return { from: dateOfDay(from), visits: counts };
}
