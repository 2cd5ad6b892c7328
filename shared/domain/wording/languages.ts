import { language as german } from './de/language.ts';
import { language as english } from './en/language.ts';
import { language as spanish } from './es/language.ts';
import { language as french } from './fr/language.ts';
import type { LanguageBasics } from './language-basics.ts';

/** Languages the product speaks completely: a folder each, beside this file. */
export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is needed to write numbers, dates and units in each. */
export const LANGUAGE_BASICS: Readonly<Record<Language, LanguageBasics>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
};
