import { dayOfDate } from '../../shared/base/calendar-days.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/base/clock.ts';
import type { LocalDays } from '../../shared/base/local-days.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { LANGUAGES, type Language } from '../../shared/domain/wording/languages.ts';
import { columnKey } from './match-columns.ts';

/** What the first of two numbers in a date is. ISO dates and dates with a month's name need none of it. */
export type DateOrder = 'day_first' | 'month_first';

const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{2}|\d{4})$/;
const WITH_NAME = /^(\d{1,2})\.?(?: de)? ?-?(\p{L}{3,12})\.?(?: de)?[ -]?(\d{4})$/u;
const NAME_FIRST = /^(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})$/u;
const TIME = /^(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*(?:uhr|h|hs|hrs)?\s*([ap]\.?\s?m\.?)?$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The names of something in all languages, short and long, by what they are compared by. */
function namesOf(option: 'month' | 'weekday', dates: readonly number[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { [option]: style, timeZone: 'UTC' });
      dates.forEach((date, index) => names.set(columnKey(format.format(date)), index + 1));
    }
  return names;
}

const MONTHS = namesOf(
  'month',
  Array.from({ length: 12 }, (_none, month) => Date.UTC(2026, month, 15)),
);
/** From Monday, 1, to Sunday, 7. */
const WEEKDAYS = namesOf(
  'weekday',
  Array.from({ length: 7 }, (_none, day) => Date.UTC(2026, 5, 1 + day)),
);

function isoDate(year: number, month: number, day: number): Result<string, 'invalid_date'> {
  const date = [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
  return dayOfDate(date) === null || year < 1900 || year > 2199 ? fail('invalid_date') : ok(date);
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** A month by its name in any of our languages, or by the three letters that it begins with. */
function monthOf(name: string): number | undefined {
  const key = columnKey(name);
  return MONTHS.get(key) ?? MONTHS.get(key.slice(0, 3));
}

/** A date whose year has two digits is the last one that is not after today. */
function dateOfShortYear(
  digits: string,
  today: string,
  dateIn: (year: number) => Result<string, 'invalid_date'>,
) {
  const century = Number(today.slice(0, 2)) * 100;
  const date = dateIn(century + Number(digits));
  return date.ok && date.value > today ? dateIn(century - 100 + Number(digits)) : date;
}

/**
 * Which of a column's dates begin with the day: whatever makes all of them dates. A column that could be
 * either is read as the gym's language writes; English is written both ways, so there it is not guessed.
 * @returns null where it cannot be told
 */
export function dateOrderOf(texts: Iterable<string>, language: Language): DateOrder | null {
  let [dayFirst, monthFirst] = [false, false];
  for (const text of texts) {
    const [, first, separator, second] = YEAR_LAST.exec(dateAndTime(text)[0]) ?? [];
    if (separator === '.') return 'day_first';
    if (Number(first) > 12) dayFirst = true;
    if (Number(second) > 12) monthFirst = true;
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'day_first' : 'month_first';
  if (dayFirst) return null;
  return language === 'en' ? null : 'day_first';
}

/**
 * A calendar date.
 * @param order null where the column does not tell
 * @param today ISO
 * @returns ISO 8601, of the years 1900 to 2199
 */
export function readDate(
  text: string,
  { order, today }: { readonly order: DateOrder | null; readonly today: string },
): Result<string, 'invalid_date' | 'ambiguous_date'> {
  const iso = YEAR_FIRST.exec(text);
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = WITH_NAME.exec(text);
  if (named !== null) return isoDate(Number(named[3]), monthOf(named[2]!) ?? 0, Number(named[1]));
  const americanName = NAME_FIRST.exec(text);
  if (americanName !== null)
    return isoDate(Number(americanName[3]), monthOf(americanName[1]!) ?? 0, Number(americanName[2]));
  const numbers = YEAR_LAST.exec(text);
  if (numbers === null) return fail('invalid_date');
  const [first, second] = [Number(numbers[1]), Number(numbers[3])];
  if (order === null && first !== second) return fail('ambiguous_date');
  const dateIn = (year: number): Result<string, 'invalid_date'> =>
    order === 'month_first' ? isoDate(year, first, second) : isoDate(year, second, first);
  const year = numbers[4]!;
  return year.length === 4 ? dateIn(Number(year)) : dateOfShortYear(year, today, dateIn);
}

/** A time of day. @returns minutes since midnight; null for what is no time */
export function readTimeOfDay(text: string): number | null {
  const seconds = secondsOfDay(text);
  return seconds === null ? null : Math.floor(seconds / 60);
}

function secondsOfDay(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes = '0', seconds = '0', half] = match;
  // A number alone is no time, unless it says so.
  if (match[2] === undefined && half === undefined && !/h/i.test(text)) return null;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return hour * 3_600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * An instant: with its offset, or on the gym's own clock. A time that the clock shows twice is the first.
 * @returns UTC milliseconds
 */
export function readInstant(
  text: string,
  options: { readonly order: DateOrder | null; readonly today: string; readonly days: LocalDays },
): Result<number, 'invalid_time' | 'invalid_date' | 'ambiguous_date'> {
  if (INSTANT.test(text)) {
    const ms = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(ms) ? fail('invalid_time') : ok(ms);
  }
  const [dateText, timeText] = dateAndTime(text);
  const date = readDate(dateText, options);
  if (!date.ok) return date;
  const seconds = secondsOfDay(timeText);
  const day = dayOfDate(date.value);
  if (seconds === null || day === null) return fail('invalid_time');
  const minute = Math.floor(seconds / 60);
  return ok(options.days.atMinuteMs(day, minute) + (seconds * SECOND_MS - minute * MINUTE_MS));
}

/** Cuts at the blank (or the T of ISO 8601) that stands before the time of day. */
function dateAndTime(text: string): [date: string, time: string] {
  const match = /^(.*?\d{4}|[\d./-]+),?(?:[T ]+)(\d{1,2}[:.h]\d{2}.*)$/i.exec(text);
  return match === null ? [text, ''] : [match[1]!.replace(/,$/, ''), match[2]!];
}

/** A weekday by its name or its number. @returns 1 for Monday to 7 for Sunday; null for none */
export function readWeekday(text: string): number | null {
  if (/^[1-7]$/.test(text)) return Number(text);
  const key = columnKey(text);
  return WEEKDAYS.get(key) ?? (key.length >= 2 ? weekdayBeginning(key) : null);
}

/** Of a name cut short, where only one day begins so in all languages that know it. */
function weekdayBeginning(key: string): number | null {
  const days = new Set([...WEEKDAYS].filter(([name]) => name.startsWith(key)).map(([, day]) => day));
  return days.size === 1 ? [...days][0]! : null;
}

/** A height. @returns centimetres; null for what is no person's */
export function readHeightCm(text: string): number | null {
  const match = /^(\d{1,3}(?:[.,]\d{1,3})?)\s*(cm|m)?$/i.exec(text);
  if (match === null) return null;
  const value = Number(match[1]!.replace(',', '.'));
  const cm = match[2]?.toLowerCase() === 'm' || value < 3 ? Math.round(value * 1_000) / 10 : value;
  return cm >= 50 && cm <= 250 ? cm : null;
}
