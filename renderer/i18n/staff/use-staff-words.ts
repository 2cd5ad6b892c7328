import { useMemo } from 'react';
import { useFormats } from '../FormatsProvider.tsx';
import { fillMessage, type Message, type ParameterNames } from '../message.ts';
import { staffDe } from './de.ts';
import { staffEn, type StaffMessageKey } from './en.ts';
import { staffEs } from './es.ts';

const CATALOGUES = { en: staffEn, de: staffDe, es: staffEs } as const;

type ArgumentsOf<Key extends StaffMessageKey> = [ParameterNames<(typeof staffEn)[Key]>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterNames<(typeof staffEn)[Key]>, string | number>>];

export interface StaffWords {
  /** Says a message by its key; the compiler asks for the placeholders that message has. */
  readonly say: <Key extends StaffMessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;
  /** A message whose key is made from a code; null where there is none, so that the caller decides. */
  readonly find: (group: string, code: string) => string | null;
}

/** Staff mode's words in the gym's language. */
export function useStaffWords(): StaffWords {
  const { language } = useFormats();
  return useMemo(() => {
    const catalogue: Readonly<Record<string, Message>> = CATALOGUES[language];
    return {
      say: (key, ...[parameters]) => fillMessage(CATALOGUES[language][key], language, parameters),
      find(group, code) {
        const key = `${group}.${code}`;
        const message = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
        return typeof message === 'string' ? message : null;
      },
    };
  }, [language]);
}
