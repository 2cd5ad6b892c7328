import { weekdayOfDay } from '../base/calendar-days.ts';
import { DAY_MS, MINUTE_MS } from '../base/clock.ts';
import type { LocalDays } from '../base/local-days.ts';

/** The gym's opening hours on the wall clock, minutes after midnight. */
export const OPENS_AT_MIN = 6 * 60;
export const CLOSES_AT_MIN = 22 * 60;
/** How far ahead the timetable is published. */
export const TIMETABLE_AHEAD_DAYS = 14;

/**
 * The instant at which the gym's wall clock shows a minute of a local day. A time that the clocks
 * jump over comes out on the other side of the jump; one that they show twice is its first showing
 * or its second, depending on the zone's sign, which opening hours never meet.
 */
export function wallClockMs(local: LocalDays, dayNumber: number, minuteOfDay: number): number {
  const wallMs = dayNumber * DAY_MS + Math.round(minuteOfDay * MINUTE_MS);
  const guessMs = wallMs - local.offsetMs(wallMs);
  return wallMs - local.offsetMs(guessMs);
}

/** The two days of the year on which this gym stays shut. */
export function isClosedDay(date: string): boolean {
  return date.endsWith('-12-25') || date.endsWith('-01-01');
}

/** Day of the year, 1 for 1 January. */
export function dayOfYear(dayNumber: number): number {
  return dayNumber - Date.UTC(new Date(dayNumber * DAY_MS).getUTCFullYear(), 0, 1) / DAY_MS + 1;
}

/** Attendance on 1 July against an ordinary month: members are away, and it is light outside. */
const SUMMER_DIP = 0.26;
/** What good intentions add in the second week of January, fading within about five weeks. */
const JANUARY_PEAK = 0.5;

/**
 * How busy the season makes a gym on the northern half of the globe, 1 being ordinary: fullest in
 * January, thinnest in late July and between the years. The sizes are chosen to look right, not fitted.
 * @param year day of the year, 1 to 366
 */
export function seasonFactor(year: number): number {
  const summer = (year - 205) / 32;
  const dip = SUMMER_DIP * Math.exp(-summer * summer);
  const peak = year < 5 ? JANUARY_PEAK * 0.5 : year < 90 ? JANUARY_PEAK * Math.exp(-(year - 5) / 30) : 0;
  const autumn = year > 244 && year < 300 ? 0.07 : 0;
  const advent = year > 340 && year < 357 ? -0.12 : 0;
  const betweenTheYears = year >= 357 ? -0.5 : 0;
  return 1 - dip + peak + autumn + advent + betweenTheYears;
}

/** Saturday or Sunday. */
export function isWeekend(dayNumber: number): boolean {
  return weekdayOfDay(dayNumber) >= 6;
}
