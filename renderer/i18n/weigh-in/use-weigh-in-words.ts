import { useCallback } from 'react';
import { fillMessage, type ParameterNames } from '../message.ts';
import type { weighInEn, WeighInMessageKey } from './en.ts';
import { speech } from '../translate.ts';

type ArgumentsOf<Key extends WeighInMessageKey> = [ParameterNames<(typeof weighInEn)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof weighInEn)[Key]>, string | number>>];

export type SayWeighIn = <Key extends WeighInMessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

/** A weigh-in's words in the gym's language. */
export function useWeighInWords(): SayWeighIn {
  return useCallback(
    (key, ...[parameters]) => fillMessage(speech().weighIn[key], speech().language, parameters),
    [],
  );
}
