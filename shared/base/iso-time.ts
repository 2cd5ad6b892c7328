import { dateOfDay } from './calendar-days.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './clock.ts';

/**
 * ISO 8601 UTC with milliseconds, the same text as the platform's own for the years 0000 to 9999, in a
 * tenth of the time: a dashboard holds hundreds of them. Put together from four texts that are there.
 * @param epochMs whole UTC milliseconds
 */
export function isoTime(epochMs: number): string {
  const day = Math.floor(epochMs / DAY_MS);
  const inDay = epochMs - day * DAY_MS;
  const minute = Math.floor(inDay / MINUTE_MS);
  const inMinute = inDay - minute * MINUTE_MS;
  const second = Math.floor(inMinute / SECOND_MS);
  return `${knownDate(day)}${MINUTES[minute]}${SECONDS[second]}${MILLIS[inMinute - second * SECOND_MS]}`;
}

/** Days whose dates are remembered: three years of readings. */
const MAX_DAYS_KNOWN = 1_100;
const datesByDay = new Map<number, string>();

/** The date of a day, worked out once: readings of everybody fall on the same days. */
function knownDate(day: number): string {
  const known = datesByDay.get(day);
  if (known !== undefined) return known;
  if (datesByDay.size >= MAX_DAYS_KNOWN) datesByDay.clear();
  const date = dateOfDay(day);
  datesByDay.set(day, date);
  return date;
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');
const MINUTES = Array.from(
  { length: DAY_MS / MINUTE_MS },
  (_, minute) => `T${digits(Math.floor(minute / 60), 2)}:${digits(minute % 60, 2)}:`,
);
const SECONDS = Array.from({ length: 60 }, (_, second) => `${digits(second, 2)}.`);
const MILLIS = Array.from({ length: SECOND_MS }, (_, milli) => `${digits(milli, 3)}Z`);
