import { DAY_MS } from '../../base/clock.ts';
import { KG_PER_POUND } from '../../base/kg-per-pound.ts';
import { roundShown } from '../../base/round-shown.ts';
import { LANGUAGE_BASICS, type Language } from './languages.ts';

/** How numbers, dates and lists are written for one reader. */
export interface Formats {
  readonly language: Language;
  /** The sign before the decimals. */
  readonly decimalSign: string;
  /** A number with a fixed count of decimals, none where it is not said. */
  readonly number: (value: number, decimals?: number) => string;
  /** With up to that many decimals, and no zeros at their end. */
  readonly roughly: (value: number, decimals: number) => string;
  /** With + or − in front of what is not nothing. */
  readonly signed: (value: number, decimals: number) => string;
  /** With one decimal where it says something: "2.5", and "3" rather than "3.0", "472" rather than "471.6". */
  readonly about: (value: number) => string;
  /** A whole number with the word for one or for many: "1 week", "3 weeks". */
  readonly count: (value: number, one: string, many: string) => string;
  /** The number alone of a quantity whose unit is said beside it. */
  readonly amount: (value: number, unit: string, decimals: number) => string;
  /** The unit alone of a quantity. */
  readonly unitOf: (value: number, unit: string, decimals: number) => string;
  /** A number with its unit in the reader's units; `signed` puts + or − in front. */
  readonly quantity: (value: number, unit: string, decimals: number, signed?: boolean) => string;
  /** A number with its unit, without zeros at the end of its decimals: "80 kg", "80.5 kg". */
  readonly roughQuantity: (value: number, unit: string, decimals: number) => string;
  /** 0.62 as "62 %" in the reader's manner; only the whole reads "100 %". */
  readonly percent: (share: number) => string;
  /** A day number as "3 May", with the year where it is not today's. */
  readonly dateOf: (day: number, today: number) => string;
  /** Minutes since midnight as "18:00". */
  readonly timeOfDay: (minuteOfDay: number) => string;
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
function honestPercent(share: number): number {
  const rounded = Math.round(share * 100) / 100;
  return share < 1 && rounded >= 1 ? 0.99 : rounded;
}

function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** A real minus sign: the hyphen that `Intl` writes is too short to be seen beside large digits. */
function withMinus(text: string): string {
  return text.replace('-', '\u2212');
}

/** Spaces between number and unit must not break the line. */
const NO_BREAK_SPACE = '\u00a0';
/** No number that is shown has more. */
const MOST_DECIMALS = 3;

/**
 * Builds the formats of a language. Formatters are costly to make, so they are made once here.
 * @param weightUnit what the reader weighs in; readings themselves stay in kilograms
 */
export function createFormats(language: Language, weightUnit: 'kg' | 'lb' = 'kg'): Formats {
  const { region, units } = LANGUAGE_BASICS[language];
  const numbers = numberFormats(region);
  const percents = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 0 });
  const dates = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const datesWithYear = new Intl.DateTimeFormat(region, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const lists = new Intl.ListFormat(region, { type: 'conjunction' });
  const { number, roughly, signed } = numbers;

  const isInPounds = (unit: string): boolean => unit === 'kg' && weightUnit === 'lb';
  const inReadersUnit = (value: number, unit: string): number =>
    isInPounds(unit) ? value / KG_PER_POUND : value;
  const unitOf = (value: number, unit: string, decimals: number): string => {
    if (isInPounds(unit)) return 'lb';
    const word = units[unit] ?? unit;
    if (typeof word === 'string') return word;
    return Math.abs(roundShown(value, decimals)) === 1 ? word[0] : word[1];
  };
  const withUnit = (text: string, value: number, unit: string, decimals: number): string =>
    `${text}${NO_BREAK_SPACE}${unitOf(value, unit, decimals)}`;

  return {
    language,
    ...numbers,
    unitOf,
    amount: (value, unit, decimals) => number(inReadersUnit(value, unit), decimals),
    about: (value) => number(value, Math.abs(value) >= 10 || Math.round(value * 10) % 10 === 0 ? 0 : 1),
    count: (value, one, many) => `${number(value, 0)} ${Math.round(value) === 1 ? one : many}`,
    quantity(value, unit, decimals, withSign = false) {
      const shown = inReadersUnit(value, unit);
      return withUnit((withSign ? signed : number)(shown, decimals), value, unit, decimals);
    },
    roughQuantity: (value, unit, decimals) =>
      withUnit(roughly(inReadersUnit(value, unit), decimals), value, unit, decimals),
    percent: (share) => percents.format(honestPercent(share)),
    dateOf: (day, today) => (yearOf(day) === yearOf(today) ? dates : datesWithYear).format(day * DAY_MS),
    timeOfDay: (minute) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    list: (words) => lists.format(words),
  };
}

type NumberFormats = Pick<Formats, 'decimalSign' | 'number' | 'roughly' | 'signed'>;

/** Numbers alone. What rounds to nothing has no sign. */
function numberFormats(region: string): NumberFormats {
  const made = (options: (decimals: number) => Intl.NumberFormatOptions) => {
    const formats = Array.from(
      { length: MOST_DECIMALS + 1 },
      (_, decimals) => new Intl.NumberFormat(region, options(decimals)),
    );
    return (value: number, decimals = 0): string => {
      const shown = roundShown(value, decimals) === 0 ? 0 : value;
      return withMinus((formats[decimals] ?? formats[MOST_DECIMALS]!).format(shown));
    };
  };
  const fixed = (decimals: number) => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return {
    decimalSign:
      new Intl.NumberFormat(region).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
    number: made(fixed),
    roughly: made((decimals) => ({ maximumFractionDigits: decimals })),
    signed: made((decimals) => ({ ...fixed(decimals), signDisplay: 'exceptZero' })),
  };
}
