import type { Catalogue, en, MessageKey } from './en.ts';
import { fillMessage, type Message, type ParameterNames } from './message.ts';
import type { PinMessageKey } from './pin/en.ts';
import type { StaffMessageKey } from './staff/en.ts';
import type { WeighInMessageKey } from './weigh-in/en.ts';

type ArgumentsOf<Key extends MessageKey> = [ParameterNames<(typeof en)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof en)[Key]>, string | number>>];

/** Says a message by its key; the compiler asks for the placeholders that message has. */
export type Translate = <Key extends MessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** A language with all its words, those of every part of the page. */
export interface Speech {
  /** BCP 47 tag whose plural rules count. */
  readonly language: string;
  readonly catalogue: Catalogue;
  readonly pin: Readonly<Record<PinMessageKey, Message>>;
  readonly staff: Readonly<Record<StaffMessageKey, Message>>;
  readonly weighIn: Readonly<Record<WeighInMessageKey, Message>>;
}

let spoken: Speech | null = null;

/** Lets the whole page speak this from now on. Only `usePageLanguage` does it, while no screen is shown. */
export function speak(speech: Speech): void {
  spoken = speech;
}

/** What the page speaks. Throws before there is a language: no screen is shown then. */
export function speech(): Speech {
  if (spoken === null) throw new Error('no language has been fetched yet');
  return spoken;
}

/** Says a message in the language that the page speaks. */
export const t: Translate = (key, ...[parameters]) =>
  fillMessage(speech().catalogue[key], speech().language, parameters);

/**
 * Looks up a message whose key is made from data, for example a booking status.
 * @returns null for a key that does not exist or that counts, so that the caller decides what stands in
 */
export function findMessage(key: string): string | null {
  const { catalogue } = speech();
  if (!Object.hasOwn(catalogue, key)) return null;
  const message = catalogue[key as MessageKey];
  return typeof message === 'string' ? message : null;
}
