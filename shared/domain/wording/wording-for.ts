import { createFormats } from './formats.ts';
import type { Formats, Language } from './formats.ts';
import { englishWording } from './english/english-wording.ts';
import { germanWording } from './german/german-wording.ts';
import { spanishWording } from './spanish/spanish-wording.ts';
import type { Wording } from './wording.ts';

const languages: Readonly<Record<Language, (formats: Formats) => Wording>> = {
  en: englishWording,
  de: germanWording,
  es: spanishWording,
};

const made = new Map<string, Wording>();

/** The words for one reader; made once per language and unit of weight. */
export function wordingFor(language: Language = 'en', weightUnit: 'kg' | 'lb' = 'kg'): Wording {
  const key = `${language}/${weightUnit}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const wording = languages[language](createFormats(language, weightUnit));
  made.set(key, wording);
  return wording;
}
