import { useMemo } from 'react';
import { fillMessage, type Message, type ParameterNames } from '../message.ts';
import type { staffEn, StaffMessageKey } from './en.ts';
import { speech } from '../translate.ts';

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
  return useMemo(() => {
    const { staff, language } = speech();
    const catalogue: Readonly<Record<string, Message>> = staff;
    return {
      say: (key, ...[parameters]) => fillMessage(staff[key], language, parameters),
      find(group, code) {
        const key = `${group}.${code}`;
        const message = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
        return typeof message === 'string' ? message : null;
      },
    };
  }, []);
}
