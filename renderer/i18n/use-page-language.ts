import { useEffect, useState } from 'react';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import { ENGLISH, speak, type Speech } from './translate.ts';

type Language = KioskState['locale'];

/** What the page speaks now; the words of a module outlive the components that use them. */
let pageLanguage: Language = 'en';

/** Only the catalogue that is needed is fetched; English comes with the page, for it is spoken most. */
const FETCH: Readonly<Record<Language, () => Promise<Speech>>> = {
  en: async () => ENGLISH,
  de: async () => ({ language: 'de', catalogue: (await import('./de.ts')).de }),
  es: async () => ({ language: 'es', catalogue: (await import('./es.ts')).es }),
};

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
    const change = (speech: Speech) => {
      if (!isWanted) return;
      speak(speech);
      pageLanguage = wanted;
      document.documentElement.lang = speech.language;
      setLanguage(wanted);
    };
    // A file that cannot be read must not keep members out: then they are let in in English.
    FETCH[wanted]().then(change, () => change(ENGLISH));
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  return language === wanted;
}
