import type { EnglishWords, MessageKey, PageWords } from '../../shared/domain/wording/page-words.ts';
import type { Language } from '../../shared/domain/wording/languages.ts';
import { fillMessage, type ParameterNames } from '../../shared/domain/wording/message.ts';

type ArgumentsOf<Key extends MessageKey> = [ParameterNames<EnglishWords[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<EnglishWords[Key]>, string | number>>];

/** Says a message by its key; the compiler asks for the placeholders that message has. */
export type Translate = <Key extends MessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** A language, whose plural rules count, with all the words of the page. */
export interface Speech {
  readonly language: Language;
  readonly words: PageWords;
}

let spoken: Speech | null = null;

/** Lets the whole page speak this from now on. Only `usePageLanguage` does it, while no screen is shown. */
export function speak(speech: Speech): void {
  spoken = speech;
}

/** What the page speaks. Throws before there is a language: no screen is shown then. */
function speech(): Speech {
  if (spoken === null) throw new Error('no language has been fetched yet');
  return spoken;
}

/** Says a message in the language that the page speaks. */
export const t: Translate = (key, ...[parameters]) =>
  fillMessage(speech().words[key], speech().language, parameters);

/**
 * Looks up a message whose key is made from data, for example a booking status.
 * @returns null for a key that does not exist or that counts, so that the caller decides what stands in
 */
export function findMessage(key: string): string | null {
  const { words } = speech();
  if (!Object.hasOwn(words, key)) return null;
  const message = words[key as MessageKey];
  return typeof message === 'string' ? message : null;
}
