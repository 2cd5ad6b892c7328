import { en, type Catalogue, type MessageKey } from './en.ts';
import { fillMessage, type ParameterNames } from './message.ts';

type ArgumentsOf<Key extends MessageKey> = [ParameterNames<(typeof en)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof en)[Key]>, string | number>>];

/** Says a message by its key; the compiler asks for the placeholders that message has. */
export type Translate = <Key extends MessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** A language with its words. */
export interface Speech {
  /** BCP 47 tag whose plural rules count. */
  readonly language: string;
  readonly catalogue: Catalogue;
}

export const ENGLISH: Speech = { language: 'en', catalogue: en };

let spoken = ENGLISH;

/** Lets the whole page speak this from now on. Only `usePageLanguage` does it, while no screen is shown. */
export function speak(speech: Speech): void {
  spoken = speech;
}

/** Says a message in the language that the page speaks. */
export const t: Translate = (key, ...[parameters]) =>
  fillMessage(spoken.catalogue[key], spoken.language, parameters);

/**
 * Looks up a message whose key is made from data, for example a booking status.
 * @returns null for a key that does not exist or that counts, so that the caller decides what stands in
 */
export function findMessage(key: string): string | null {
  if (!Object.hasOwn(spoken.catalogue, key)) return null;
  const message = spoken.catalogue[key as MessageKey];
  return typeof message === 'string' ? message : null;
}
