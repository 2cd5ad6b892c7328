import { describe, expect, it } from 'vitest';
import { words as english } from '../../../../shared/domain/wording/en/page/words.ts';
import type { Message } from '../../../../shared/domain/wording/message.ts';
import { OTHER_LANGUAGES, PAGE_CATALOGUES } from '../../../support/wording/page-catalogues.ts';

type Words = Readonly<Record<string, Message>>;

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

const placeholders = (message: Message): string[] =>
  [...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].toSorted();

const OTHERS: readonly (readonly [language: string, words: Words])[] = OTHER_LANGUAGES.map((language) => [
  language,
  PAGE_CATALOGUES[language],
]);
const inEnglish: Words = english;

describe.each(OTHERS)('the page in %s', (_language, other) => {
  it('has every message, and no other', () => {
    expect(Object.keys(other).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('asks for the same names in each', () => {
    for (const [key, message] of Object.entries(other)) {
      expect([key, ...placeholders(message)]).toEqual([key, ...placeholders(inEnglish[key]!)]);
    }
  });

  it('counts where English counts, with a word for the same numbers', () => {
    const counted = (message: Message) =>
      typeof message === 'string' ? null : Object.keys(message).toSorted();
    for (const [key, message] of Object.entries(other)) {
      expect([key, counted(message)]).toEqual([key, counted(inEnglish[key]!)]);
    }
  });

  it('leaves no placeholder unbalanced, and writes no typewriter quotes', () => {
    for (const message of Object.values(other)) {
      for (const text of textsOf(message)) expect(text.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}'"]/);
    }
  });
});
