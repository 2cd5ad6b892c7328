import { useEffect, useState } from 'react';
import type { Language } from '../../shared/domain/wording/languages.ts';
import type { PageWords } from '../../shared/domain/wording/page-words.ts';
import { speak } from './translate.ts';

/** What the page speaks now; the words of a module outlive the components that use them. */
let pageLanguage: Language | null = null;

/** Only the catalogue that is needed is fetched, English like any other. */
const FETCH: Readonly<Record<Language, () => Promise<{ readonly words: PageWords }>>> = {
  en: () => import('../../shared/domain/wording/en/page/words.ts'),
  de: () => import('../../shared/domain/wording/de/page/words.ts'),
  es: () => import('../../shared/domain/wording/es/page/words.ts'),
};

/** A page without any words tries again after this long. */
const RETRY_MS = 3_000;

/**
 * Makes the page speak the gym's language.
 * @param wanted the language core asks for; null until core has spoken
 * @returns whether the page speaks it; show no screen before it does
 */
export function usePageLanguage(wanted: Language | null): boolean {
  const [language, setLanguage] = useState(pageLanguage);
  useEffect(() => {
    if (wanted === null || wanted === pageLanguage) return;
    let isWanted = true;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const change = (language: Language, words: PageWords) => {
      if (!isWanted) return;
      speak({ language, words });
      pageLanguage = wanted;
      document.documentElement.lang = language;
      setLanguage(wanted);
    };
    const fetchIn = async (language: Language) => change(language, (await FETCH[language]()).words);
    const fetchWords = () => {
      fetchIn(wanted)
        // A file that cannot be read must not keep members out: then they are let in in English.
        .catch(() => fetchIn('en'))
        .catch(() => {
          if (isWanted) retry = setTimeout(fetchWords, RETRY_MS);
        });
    };
    fetchWords();
    return () => {
      isWanted = false;
      clearTimeout(retry);
    };
  }, [wanted]);
  return wanted !== null && language === wanted;
}
