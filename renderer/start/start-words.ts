/// <reference types="vite/client" />
import type { Language } from '../../shared/domain/wording/languages.ts';
import type { startWords } from '../../shared/domain/wording/en/page/start.ts';

type StartKey = keyof typeof startWords;
type StartWords = Readonly<Record<StartKey, string>>;

/** The dozen messages of the start screen, in every language: which one is wanted is known only once core has spoken. */
const BY_FILE = import.meta.glob<StartWords>('../../shared/domain/wording/*/page/start.ts', {
  import: 'startWords',
  eager: true,
});

/** What the start screen says in a language. Throws for one without a folder. */
export function startWordsOf(language: Language): StartWords {
  const words = BY_FILE[`../../shared/domain/wording/${language}/page/start.ts`];
  if (words === undefined) throw new Error(`no words of ${language}`);
  return words;
}
