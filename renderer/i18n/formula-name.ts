import { findMessage } from './translate.ts';

/** Formulas whose id alone does not read like a name, and whose name is the same in every language. */
const NAMES: Readonly<Record<string, string>> = {
  'max-heart-rate-fox@1': 'Fox 1971',
  'max-heart-rate-tanaka@1': 'Tanaka 2001',
  'max-heart-rate-nes@1': 'Nes 2013',
  'max-heart-rate-gellish-linear@1': 'Gellish 2007',
  'met-compendium-2024@1': 'Compendium 2024',
  'theil-sen@1': 'Theil–Sen',
  'rmssd@1': 'RMSSD',
  'bmi@1': 'BMI',
  'one-rep-max-epley@1': 'Epley',
  'one-rep-max-brzycki@1': 'Brzycki',
  'one-rep-max-lombardi@1': 'Lombardi',
  'vo2max-uth@1': 'Uth 2004',
  'vo2max-kline@1': 'Kline 1987',
  'vo2max-cooper@1': 'Cooper 1968',
  'banister-load@1': 'Banister',
};

/** What the product counts by itself: nobody published it, and its name would only say the title again. */
const OWN_COUNTS: ReadonlySet<string> = new Set([
  'attendance',
  'effort-points',
  'streak-weeks',
  'recovery-60s',
]);

/** Whether a value follows from the product's own counting, and not from a formula with a name. */
export function isOwnCount(id: string): boolean {
  return OWN_COUNTS.has(id.replace(/@.*$/, ''));
}

/**
 * A formula id as people read it.
 * @param id formula id and version, for example `keytel-2005@1`
 * @returns its name; for one not in the list its id in words, for example `Keytel 2005`
 */
export function formulaName(id: string): string {
  const unversioned = id.replace(/@.*$/, '');
  const known = NAMES[id] ?? findMessage(`formula.${unversioned}`);
  if (known !== null) return known;
  const words = unversioned.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Formulas of one family say the same of themselves. */
const FAMILIES = ['one-rep-max', 'vo2max'] as const;

/**
 * What a formula makes its number from and how far off it may be, in a sentence.
 * @param id formula id and version; null for a value that was read or typed
 * @returns null where there is nothing to say
 */
export function howCalculated(id: string | null): string | null {
  if (id === null) return null;
  const unversioned = id.replace(/@.*$/, '');
  const family = FAMILIES.find((name) => unversioned.startsWith(name));
  return findMessage(`how.${family ?? unversioned}`);
}
