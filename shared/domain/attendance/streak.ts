import type { LocalDays } from '../../base/local-days.ts';
import type { Visit } from '../visits/visit.ts';

/** Kept with every stored streak. */
export const STREAK_FORMULA = 'streak-weeks@1';

/**
 * Weeks in a row with at least one visit, up to now. The current week counts once visited and breaks
 * nothing while it is still running.
 * @param visits usable
 * @param excusedWeeks Mondays (day numbers) of weeks that neither count nor break: closures, holidays,
 *   a frozen membership
 */
export function streakWeeks(
  visits: readonly Visit[],
  nowMs: number,
  days: LocalDays,
  excusedWeeks: ReadonlySet<number>,
): number {
  const visited = new Set(visits.map((visit) => days.weekOf(visit.checkedInAtMs)));
  return streakEndingAt(days.weekOf(nowMs), visited, excusedWeeks);
}

/**
 * The streak as it stood in a week.
 * @param week Monday, day number
 * @param visited Mondays of weeks with a visit
 */
export function streakEndingAt(
  week: number,
  visited: ReadonlySet<number>,
  excusedWeeks: ReadonlySet<number>,
): number {
  let streak = visited.has(week) ? 1 : 0;
  for (let before = week - 7; visited.has(before) || excusedWeeks.has(before); before -= 7) {
    if (visited.has(before)) streak += 1;
  }
  return streak;
}

/**
 * The streak as it stood in every visited week, oldest first, with the visit that began the week.
 * @param visits usable, oldest first
 */
export function streakAtEachWeek(
  visits: readonly Visit[],
  days: LocalDays,
  excusedWeeks: ReadonlySet<number>,
): readonly { readonly week: number; readonly streak: number; readonly visit: Visit }[] {
  const weeks: { week: number; streak: number; visit: Visit }[] = [];
  for (const visit of visits) {
    const week = days.weekOf(visit.checkedInAtMs);
    const last = weeks.at(-1);
    if (last?.week === week) continue;
    let before = week - 7;
    while (last !== undefined && before > last.week && excusedWeeks.has(before)) before -= 7;
    weeks.push({ week, streak: last !== undefined && before === last.week ? last.streak + 1 : 1, visit });
  }
  return weeks;
}
