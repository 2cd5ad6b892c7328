import { dayOfDate, mondayOfDay } from '../../base/calendar-days.ts';

/** A time in which nobody expects a visit, ISO dates, both ends included. */
export interface ExcusedTime {
  readonly from: string;
  readonly to: string;
}

/** Open days a week must leave for a visit to be expected of it. */
const LEAST_OPEN_DAYS = 3;
/** Longest time honoured, days: a membership frozen for longer starts a new streak. */
const LONGEST_DAYS = 400;

/**
 * The weeks that neither count for a streak nor break it: those that closures, public holidays and a
 * frozen membership leave fewer than three open days of. Times without a valid date are ignored.
 * @returns Mondays as day numbers
 */
export function excusedWeeks(times: readonly ExcusedTime[]): ReadonlySet<number> {
  const closed = new Set<number>();
  for (const { from, to } of times) {
    const first = dayOfDate(from);
    const last = dayOfDate(to);
    if (first === null || last === null) continue;
    for (let day = first; day <= Math.min(last, first + LONGEST_DAYS); day += 1) closed.add(day);
  }
  const perWeek = new Map<number, number>();
  for (const day of closed) perWeek.set(mondayOfDay(day), (perWeek.get(mondayOfDay(day)) ?? 0) + 1);
  return new Set([...perWeek].filter(([, days]) => 7 - days < LEAST_OPEN_DAYS).map(([monday]) => monday));
}
