import { useCallback } from 'react';
import { useFormats } from '../FormatsProvider.tsx';
import { fillMessage, type ParameterNames } from '../message.ts';
import { weighInDe } from './de.ts';
import { weighInEn, type WeighInMessageKey } from './en.ts';
import { weighInEs } from './es.ts';

const CATALOGUES = { en: weighInEn, de: weighInDe, es: weighInEs } as const;

type ArgumentsOf<Key extends WeighInMessageKey> = [ParameterNames<(typeof weighInEn)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof weighInEn)[Key]>, string | number>>];

export type SayWeighIn = <Key extends WeighInMessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** A weigh-in's words in the gym's language. */
export function useWeighInWords(): SayWeighIn {
  const { language } = useFormats();
  return useCallback(
    (key, ...[parameters]) => fillMessage(CATALOGUES[language][key], language, parameters),
    [language],
  );
}
