import { dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Visit } from '../visits/visit.ts';

/** Visits of one week. */
export interface WeekOfVisits {
  /** Monday, ISO date in the gym's zone. */
  readonly week_start: string;
  readonly visits: number;
}

/**
 * Visits a week, oldest first, weeks without any included, the current week last.
 * @param visits usable
 * @param weeks how many, at least 1
 */
export function weeklyVisits(
  visits: readonly Visit[],
  nowMs: number,
  days: LocalDays,
  weeks: number,
): readonly WeekOfVisits[] {
  const thisWeek = days.weekOf(nowMs);
  const counts = Array.from({ length: weeks }, () => 0);
  for (const visit of visits) {
    const index = weeks - 1 - (thisWeek - days.weekOf(visit.checkedInAtMs)) / 7;
    const count = counts[index];
    if (count !== undefined) counts[index] = count + 1;
  }
  return counts.map((count, i) => ({ week_start: dateOfDay(thisWeek - (weeks - 1 - i) * 7), visits: count }));
}
