import { useMemo } from 'react';
import { useFormats } from '../FormatsProvider.tsx';
import { fillMessage, type ParameterNames } from '../message.ts';
import { pinDe } from './de.ts';
import { pinEn, type PinMessageKey } from './en.ts';
import { pinEs } from './es.ts';

const CATALOGUES = { en: pinEn, de: pinDe, es: pinEs } as const;

type ArgumentsOf<Key extends PinMessageKey> = [ParameterNames<(typeof pinEn)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof pinEn)[Key]>, string | number>>];

/** Says a message by its key; the compiler asks for the placeholders that message has. */
type SayPin = <Key extends PinMessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** The words around number and PIN, in the gym's language. */
export function usePinWords(): SayPin {
  const { language } = useFormats();
  return useMemo(
    () =>
      (key, ...[parameters]) =>
        fillMessage(CATALOGUES[language][key], language, parameters),
    [language],
  );
}
