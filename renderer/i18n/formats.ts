import {
  createFormats as createPlainFormats,
  type Formats as PlainFormats,
} from '../../shared/domain/wording/formats.ts';
import { LANGUAGE_BASICS, type Language } from '../../shared/domain/wording/languages.ts';
import { createGymClock } from './gym-clock.ts';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;
const DAY_MS = 86_400_000;

/** The product's formats, and the instants and calendar dates of a gym on top. */
export type Formats = PlainFormats & ReturnType<typeof gymTimes>;

/**
 * Numbers, times and dates in the gym's language and time zone.
 * @param timezone IANA zone of the gym; calendar dates and clock times are read in it
 */
export function createFormats(language: Language, timezone: string): Formats {
  return { ...createPlainFormats(language), ...gymTimes(LANGUAGE_BASICS[language].region, timezone) };
}

function gymTimes(region: string, timezone: string) {
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(region, { timeZone: timezone, ...options });
  const weekday = inZone({ weekday: 'short' });
  const weekdayDay = inZone({ weekday: 'short', day: 'numeric', month: 'short' });
  const weekdayDayYear = inZone({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = inZone({ day: 'numeric', month: 'short' });
  const dayMonthYear = inZone({ day: 'numeric', month: 'short', year: 'numeric' });
  const month = inZone({ month: 'short' });
  const monthYear = inZone({ month: 'short', year: '2-digit' });
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone: timezone });
  /** ISO dates name a day, not an instant: noon UTC printed in UTC keeps the day. */
  const calendarDay = new Intl.DateTimeFormat(region, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const calendarWeekday = new Intl.DateTimeFormat(region, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const calendarWeekdayYear = new Intl.DateTimeFormat(region, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const calendarMonth = new Intl.DateTimeFormat(region, { timeZone: 'UTC', month: 'short' });
  const calendarDayYear = new Intl.DateTimeFormat(region, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });

  const dayOf = (instant: number | string): string => dayKey.format(new Date(instant));
  const isThisYear = (day: string, nowMs: number): boolean => day.slice(0, 4) === dayOf(nowMs).slice(0, 4);

  return {
    ...createGymClock(region, timezone),
    weekday: (instant: number | string) => weekday.format(new Date(instant)),
    /** The axis of a chart, whose year is said elsewhere. */
    axisDay: (instant: number | string) => dayMonth.format(new Date(instant)),
    /** "8 Dec", with the year where it is not this one. */
    dayMonth: (instant: number | string, nowMs: number) =>
      (isThisYear(dayOf(instant), nowMs) ? dayMonth : dayMonthYear).format(new Date(instant)),
    /** "Tue 8 Dec", with the year where it is not this one. */
    weekdayDate: (instant: number | string, nowMs: number) =>
      (isThisYear(dayOf(instant), nowMs) ? weekdayDay : weekdayDayYear).format(new Date(instant)),
    /** Days of the gym's calendar from today to that instant, negative for the past. */
    daysAhead: (instant: number | string, nowMs: number) =>
      Math.round((noon(dayOf(instant)).getTime() - noon(dayOf(nowMs)).getTime()) / DAY_MS),
    dayMonthYear: (instant: number | string) => dayMonthYear.format(new Date(instant)),
    month: (instant: number | string) => month.format(new Date(instant)),
    monthYear: (instant: number | string) => monthYear.format(new Date(instant)),
    /** `2026-03-14`: the day an instant falls on in the gym, for comparing days. */
    dayKey: dayOf,
    /** With the year where it is not this one. */
    date: (isoDate: string, nowMs: number) =>
      (isThisYear(isoDate, nowMs) ? calendarDay : calendarDayYear).format(noon(isoDate)),
    /** The calendar date so many days before an instant's own, ISO. */
    dayBefore: (instant: number, days: number) =>
      new Date(noon(dayOf(instant)).getTime() - days * DAY_MS).toISOString().slice(0, 10),
    /** "Thu 26 Nov", with the year where it is not this one. */
    weekdayOfDate: (isoDate: string, nowMs: number) =>
      (isThisYear(isoDate, nowMs) ? calendarWeekday : calendarWeekdayYear).format(noon(isoDate)),
    monthOfDate: (isoDate: string) => calendarMonth.format(noon(isoDate)),
    dateYear: (isoDate: string) => calendarDayYear.format(noon(isoDate)),
    duration,
  };
}

function noon(isoDate: string): Date {
  return new Date(`${isoDate}T12:00:00Z`);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `4:07`, or `1:04:07` from an hour on. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / SECONDS_PER_HOUR);
  const minutes = Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  const rest = two(whole % SECONDS_PER_MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
