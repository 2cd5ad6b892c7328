import { createFormats } from './formats.ts';
import type { Formats } from './formats.ts';
import type { Language } from './languages.ts';
import { wording as english } from './en/wording.ts';
import { wording as german } from './de/wording.ts';
import { wording as spanish } from './es/wording.ts';
import { wording as french } from './fr/wording.ts';
import type { Wording } from './wording.ts';

const languages: Readonly<Record<Language, (formats: Formats) => Wording>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
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
