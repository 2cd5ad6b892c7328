/// <reference types="vite/client" />
import { useEffect, useState } from 'react';
import type { Language } from '../../shared/domain/wording/languages.ts';
import type { PageWords } from '../../shared/domain/wording/page-words.ts';
import { speak } from './translate.ts';

/** What the page speaks now; the words of a module outlive the components that use them. */
let pageLanguage: Language | null = null;

/** Only the catalogue that is needed is fetched, English like any other: one of each language's folder. */
const CATALOGUES = import.meta.glob<PageWords>('../../shared/domain/wording/*/page/words.ts', {
  import: 'words',
});

async function fetchWords(language: Language): Promise<PageWords> {
  const fetchCatalogue = CATALOGUES[`../../shared/domain/wording/${language}/page/words.ts`];
  if (fetchCatalogue === undefined) throw new Error(`no words of ${language}`);
  return fetchCatalogue();
}

/** The whole page says these words from now on. @param asked the language that was wanted */
function change(asked: Language, spoken: Language, words: PageWords): void {
  speak({ language: spoken, words });
  pageLanguage = asked;
  document.documentElement.lang = spoken;
}

/** Makes the page speak before there is a screen. What cannot be fetched now is fetched by `usePageLanguage`. */
export async function speakFirst(language: Language): Promise<void> {
  await fetchWords(language).then(
    (words) => change(language, language, words),
    () => undefined,
  );
}

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
    const tell = (spoken: Language, words: PageWords) => {
      if (!isWanted) return;
      change(wanted, spoken, words);
      setLanguage(wanted);
    };
    const fetchIn = async (spoken: Language) => tell(spoken, await fetchWords(spoken));
    const fetchUntilThere = () => {
      fetchIn(wanted)
        // A file that cannot be read must not keep members out: then they are let in in English.
        .catch(() => fetchIn('en'))
        .catch(() => {
          if (isWanted) retry = setTimeout(fetchUntilThere, RETRY_MS);
        });
    };
    fetchUntilThere();
    return () => {
      isWanted = false;
      clearTimeout(retry);
    };
  }, [wanted]);
  return wanted !== null && language === wanted;
}
