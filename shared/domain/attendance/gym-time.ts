import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';

/**
 * The gym's day turns at four in the morning: who trains past midnight ends a late evening, and is no
 * early bird of the next day. Whatever speaks of times of day or of weekdays reads them from here;
 * dates, weeks and the calendar stay the calendar's.
 */
const DAY_TURNS_AT_MIN = 240;
const DAY_MIN = 1_440;

/** When something happened on the gym's own day. */
export interface GymTime {
  /** Day number of the gym's day it belongs to. */
  readonly day: number;
  /** Minutes since that day turned, 0 to 1439: later is later, across midnight too. */
  readonly minute: number;
}

/** Reads an instant as the gym's day has it. */
export function gymTime(epochMs: number, days: LocalDays): GymTime {
  const minute = days.minuteOfDay(epochMs) - DAY_TURNS_AT_MIN;
  return minute >= 0
    ? { day: days.dayOf(epochMs), minute }
    : { day: days.dayOf(epochMs) - 1, minute: minute + DAY_MIN };
}

/** Weekday of the gym's day an instant belongs to, 1 Monday to 7 Sunday. */
export function gymWeekday(epochMs: number, days: LocalDays): number {
  return weekdayOfDay(gymTime(epochMs, days).day);
}

/** Minutes since the day turned of a time on the wall clock: 180 for seven in the morning. */
export function gymMinuteOf(clockMinute: number): number {
  return (clockMinute - DAY_TURNS_AT_MIN + DAY_MIN) % DAY_MIN;
}

/** The wall clock's minute (0 to 1439) to the half hour. */
export function clockHalfHour(gymMinute: number): number {
  return (Math.round((gymMinute + DAY_TURNS_AT_MIN) / 30) * 30) % DAY_MIN;
}
