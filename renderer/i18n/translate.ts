import { en, type MessageKey } from './en.ts';
import { fillMessage, type Message, type ParameterNames } from './message.ts';

type ArgumentsOf<Key extends MessageKey> = [ParameterNames<(typeof en)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof en)[Key]>, string | number>>];

/** Says a message by its key; the compiler asks for the placeholders that message has. */
export type Translate = <Key extends MessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** Speaks English, whatever the gym's language: no other catalogue exists. */
export const t: Translate = (key, ...[parameters]) => fillMessage(en[key], 'en', parameters);

/**
 * Looks up a message whose key is made from data, for example a booking status.
 * @returns null for a key that does not exist, so that the caller decides what stands in
 */
export function findMessage(key: string): string | null {
  const message: Message | undefined = (en as Readonly<Record<string, Message>>)[key];
  return typeof message === 'string' ? message : null;
}
