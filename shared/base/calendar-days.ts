import { DAY_MS } from './clock.ts';

/**
 * Calendar arithmetic on day numbers: whole days since 1970-01-01 in the proleptic Gregorian calendar,
 * without any time zone. `local-days.ts` turns instants into them.
 */

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * ISO calendar date (`2026-03-29`) of a day number, years 0000 to 9999: Neri & Schneider 2023, Softw
 * Pract Exper 53:937-970, which counts days from 1 March so that the leap day comes last. Five times
 * as fast as the platform's own formatting, and called for every reading.
 */
export function dateOfDay(dayNumber: number): string {
  const sinceMarch = dayNumber + DAYS_FROM_MARCH_0000;
  const era = Math.floor(sinceMarch / DAYS_PER_ERA);
  const dayOfEra = sinceMarch - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** Days from 0000-03-01 to 1970-01-01, and days in the 400 years after which the calendar repeats. */
const DAYS_FROM_MARCH_0000 = 719_468;
const DAYS_PER_ERA = 146_097;

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Day number of an ISO calendar date, or null when the text is no date of the calendar. */
export function dayOfDate(date: string): number | null {
  if (!ISO_DATE.test(date)) return null;
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) return null;
  const dayNumber = ms / DAY_MS;
  // Some engines read 31 April as 1 May; such a date does not come back as it went in.
  return dateOfDay(dayNumber) === date ? dayNumber : null;
}

/** Weekday of a day number, 1 (Monday) to 7 (Sunday) as in ISO 8601. */
export function weekdayOfDay(dayNumber: number): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** The Monday on or before a day number: where its week starts (ISO 8601). */
export function mondayOfDay(dayNumber: number): number {
  return dayNumber - (weekdayOfDay(dayNumber) - 1);
}
