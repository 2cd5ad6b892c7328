import { honestPercent } from '../../shared/domain/wording/formats.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';

/** Regions behind the three languages: day before month and a 24-hour clock, as gyms there write them. */
const REGION = { en: 'en-GB', de: 'de-DE', es: 'es-ES' } as const;

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;
const DAY_MS = 86_400_000;

export type Formats = ReturnType<typeof createFormats>;

/**
 * Numbers, times and dates in the gym's language and time zone.
 * @param timezone IANA zone of the gym; calendar dates and clock times are read in it
 */
export function createFormats(locale: KioskState['locale'], timezone: string) {
  const region = REGION[locale];
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(region, { timeZone: timezone, ...options });
  const percent = new Intl.NumberFormat(region, { style: 'percent' });
  const clock = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = inZone({ weekday: 'short' });
  const longDay = inZone({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayDay = inZone({ weekday: 'short', day: 'numeric', month: 'short' });
  const weekdayDayYear = inZone({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = inZone({ day: 'numeric', month: 'short' });
  const dayMonthYear = inZone({ day: 'numeric', month: 'short', year: 'numeric' });
  const month = inZone({ month: 'short' });
  const monthYear = inZone({ month: 'short', year: '2-digit' });
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone: timezone });
  /** ISO dates name a day, not an instant: noon UTC printed in UTC keeps the day. */
  const calendarDay = new Intl.DateTimeFormat(region, { timeZone: 'UTC', day: 'numeric', month: 'short' });
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
    language: locale,
    /** The sign before the decimals. */
    decimalSign:
      new Intl.NumberFormat(region).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
    number: (value: number, decimals = 0) =>
      withMinus(
        new Intl.NumberFormat(region, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        }).format(value),
      ),
    /** With up to that many decimals, and no trailing zeros. */
    roughly: (value: number, decimals: number) =>
      withMinus(new Intl.NumberFormat(region, { maximumFractionDigits: decimals }).format(value)),
    signed: (value: number, decimals: number) =>
      withMinus(
        new Intl.NumberFormat(region, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          signDisplay: 'exceptZero',
        }).format(value),
      ),
    /** @param share 0 to 1; only the whole of it reads 100 % */
    percent: (share: number) => percent.format(honestPercent(share)),
    clock: (instant: number | string) => clock.format(new Date(instant)),
    weekday: (instant: number | string) => weekday.format(new Date(instant)),
    longDay: (instant: number | string) => longDay.format(new Date(instant)),
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

/** A real minus sign: the hyphen that `Intl` writes is too short to be seen beside large digits. */
function withMinus(text: string): string {
  return text.replace('-', '\u2212');
}

/** `4:07`, or `1:04:07` from an hour on. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / SECONDS_PER_HOUR);
  const minutes = Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  const rest = two(whole % SECONDS_PER_MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
