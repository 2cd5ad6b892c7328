import { useMemo } from 'react';
import { fillMessage, type ParameterNames } from '../message.ts';
import type { pinEn, PinMessageKey } from './en.ts';
import { speech } from '../translate.ts';

type ArgumentsOf<Key extends PinMessageKey> = [ParameterNames<(typeof pinEn)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof pinEn)[Key]>, string | number>>];

/** Says a message by its key; the compiler asks for the placeholders that message has. */
type SayPin = <Key extends PinMessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** The words around number and PIN, in the gym's language. */
export function usePinWords(): SayPin {
  return useMemo(
    () =>
      (key, ...[parameters]) =>
        fillMessage(speech().pin[key], speech().language, parameters),
    [],
  );
}
