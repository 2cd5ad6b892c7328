import type { AttendanceHeatMap } from '../../../shared/domain/dashboard/dashboard.ts';

const DAYS_PER_WEEK = 7;
const DAY_MS = 86_400_000;

/** One column of the map: seven days from Monday on, shorter in the week that is not over. */
export interface HeatMapWeek {
  /** Its Monday, ISO calendar date. */
  readonly monday: string;
  /** The first of a month that falls into it: that month's name stands above this column. */
  readonly monthStart: string | null;
  /** Monday first, each with its ISO calendar date. */
  readonly days: readonly { readonly date: string; readonly visits: number }[];
}

/** The days as columns of weeks, oldest first. */
export function heatMapWeeks({ from, visits }: AttendanceHeatMap): readonly HeatMapWeek[] {
  const firstMs = Date.parse(`${from}T00:00:00Z`);
  const dayOf = (index: number) => new Date(firstMs + index * DAY_MS).toISOString().slice(0, 10);
  return Array.from({ length: Math.ceil(visits.length / DAYS_PER_WEEK) }, (_, week) => {
    const start = week * DAYS_PER_WEEK;
    const days = visits
      .slice(start, start + DAYS_PER_WEEK)
      .map((count, day) => ({ date: dayOf(start + day), visits: count }));
    const first = days.find(({ date }) => date.endsWith('-01'));
    return { monday: dayOf(start), monthStart: first?.date ?? null, days };
  });
}
