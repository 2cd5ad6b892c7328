import { useEffect, useState } from 'react';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { speak, type Speech } from './translate.ts';

type Language = KioskState['locale'];

/** What the page speaks now; the words of a module outlive the components that use them. */
let pageLanguage: Language | null = null;

/** Only the catalogue that is needed is fetched, English like any other. */
const FETCH: Readonly<Record<Language, () => Promise<Speech>>> = {
  en: async () => (await import('./speech/en.ts')).english,
  de: async () => (await import('./speech/de.ts')).german,
  es: async () => (await import('./speech/es.ts')).spanish,
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
    const change = (speech: Speech) => {
      if (!isWanted) return;
      speak(speech);
      pageLanguage = wanted;
      document.documentElement.lang = speech.language;
      setLanguage(wanted);
    };
    const fetchWords = () => {
      FETCH[wanted]()
        // A file that cannot be read must not keep members out: then they are let in in English.
        .catch(FETCH.en)
        .then(change, () => {
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
