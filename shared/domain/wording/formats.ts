import { DAY_MS } from '../../base/clock.ts';
import { roundShown } from '../../base/round-shown.ts';
import { KG_PER_POUND } from '../../base/kg-per-pound.ts';
import { unitBehind } from './unit-words.ts';

/** Languages the product speaks completely. */
export const LANGUAGES = ['en', 'de', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How numbers, dates and lists are written for one reader. */
export interface Formats {
  /** A number with a fixed count of decimals, 0 to 2. */
  readonly number: (value: number, decimals: number) => string;
  /** With one decimal where it says something: "2.5", and "3" rather than "3.0". */
  readonly about: (value: number) => string;
  /** A whole number with the word for one or for many: "1 week", "3 weeks". */
  readonly count: (value: number, one: string, many: string) => string;
  /** The number alone of a quantity whose unit is said beside it. */
  readonly amount: (value: number, unit: string, decimals: number) => string;
  /** The unit alone of a quantity. */
  readonly unitOf: (value: number, unit: string, decimals: number) => string;
  /** A number with its unit in the reader's units; `signed` puts + or − in front. */
  readonly quantity: (value: number, unit: string, decimals: number, signed?: boolean) => string;
  /** 0.62 as "62 %" in the reader's manner; only the whole reads "100 %". */
  readonly percent: (share: number) => string;
  /** A day number as "3 May", with the year where it is not today's. */
  readonly date: (day: number, today: number) => string;
  /** Minutes since midnight as "18:00". */
  readonly clock: (minuteOfDay: number) => string;
  /** "a, b and c". */
  readonly list: (words: readonly string[]) => string;
}

/** A share below this reads "0 %": of the way nobody says that it was walked. */
export const LEAST_TOLD_SHARE = 0.005;

/** A title within a sentence: its first letter small, what is written large inside it left alone. */
export function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** A share in whole hundredths of which none says that all is done while something is missing. */
export function honestPercent(share: number): number {
  const rounded = Math.round(share * 100) / 100;
  return share < 1 && rounded >= 1 ? 0.99 : rounded;
}

function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** Spaces between number and unit must not break the line. */
const NO_BREAK_SPACE = '\u00a0';

/**
 * Builds the formats of a language. Formatters are costly to make, so they are made once here.
 * @param weightUnit what the reader weighs in; readings themselves stay in kilograms
 */
export function createFormats(language: Language, weightUnit: 'kg' | 'lb' = 'kg'): Formats {
  const locale = language === 'en' ? 'en-GB' : language;
  const numbers = [0, 1, 2].map(
    (decimals) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  );
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const datesWithYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = (value: number, decimals: number): string => {
    // What rounds to nothing has no sign either.
    const shown = roundShown(value, decimals) === 0 ? 0 : value;
    return (numbers[decimals] ?? numbers[2]!).format(shown).replace('-', '−');
  };

  const isInPounds = (unit: string): boolean => unit === 'kg' && weightUnit === 'lb';
  const inReadersUnit = (value: number, unit: string): number =>
    isInPounds(unit) ? value / KG_PER_POUND : value;
  const unitOf = (value: number, unit: string, decimals: number): string =>
    isInPounds(unit) ? 'lb' : unitBehind(language, unit, roundShown(value, decimals));

  return {
    number,
    unitOf,
    amount: (value, unit, decimals) => number(inReadersUnit(value, unit), decimals),
    about: (value) => number(value, Math.round(value * 10) % 10 === 0 ? 0 : 1),
    count: (value, one, many) => `${number(value, 0)} ${Math.round(value) === 1 ? one : many}`,
    quantity(value, unit, decimals, signed = false) {
      const shown = inReadersUnit(value, unit);
      const sign = signed && roundShown(shown, decimals) > 0 ? '+' : '';
      return `${sign}${number(shown, decimals)}${NO_BREAK_SPACE}${unitOf(value, unit, decimals)}`;
    },
    percent: (share) => percents.format(honestPercent(share)),
    date: (day, today) => (yearOf(day) === yearOf(today) ? dates : datesWithYear).format(day * DAY_MS),
    clock: (minute) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    list: (words) => lists.format(words),
  };
}
