import { describe, expect, it } from 'vitest';
import { de } from '../../../../renderer/i18n/de.ts';
import { en } from '../../../../renderer/i18n/en.ts';
import { es } from '../../../../renderer/i18n/es.ts';
import type { Message } from '../../../../renderer/i18n/message.ts';
import { pinDe } from '../../../../renderer/i18n/pin/de.ts';
import { pinEn } from '../../../../renderer/i18n/pin/en.ts';
import { pinEs } from '../../../../renderer/i18n/pin/es.ts';
import { staffDe } from '../../../../renderer/i18n/staff/de.ts';
import { staffEn } from '../../../../renderer/i18n/staff/en.ts';
import { staffEs } from '../../../../renderer/i18n/staff/es.ts';
import { weighInDe } from '../../../../renderer/i18n/weigh-in/de.ts';
import { weighInEn } from '../../../../renderer/i18n/weigh-in/en.ts';
import { weighInEs } from '../../../../renderer/i18n/weigh-in/es.ts';

type Words = Readonly<Record<string, Message>>;

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

const placeholders = (message: Message): string[] =>
  [...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].toSorted();

const CATALOGUES: readonly (readonly [part: string, english: Words, other: Words])[] = [
  ['the page in German', en, de],
  ['the page in Spanish', en, es],
  ['number and PIN in German', pinEn, pinDe],
  ['number and PIN in Spanish', pinEn, pinEs],
  ['a weigh-in in German', weighInEn, weighInDe],
  ['a weigh-in in Spanish', weighInEn, weighInEs],
  ['staff mode in German', staffEn, staffDe],
  ['staff mode in Spanish', staffEn, staffEs],
];

describe.each(CATALOGUES)('%s', (_part, english, other) => {
  it('has every message, and no other', () => {
    expect(Object.keys(other).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('asks for the same names in each', () => {
    for (const [key, message] of Object.entries(other)) {
      expect([key, ...placeholders(message)]).toEqual([key, ...placeholders(english[key]!)]);
    }
  });

  it('counts where English counts, with a word for the same numbers', () => {
    const counted = (message: Message) =>
      typeof message === 'string' ? null : Object.keys(message).toSorted();
    for (const [key, message] of Object.entries(other)) {
      expect([key, counted(message)]).toEqual([key, counted(english[key]!)]);
    }
  });

  it('leaves no placeholder unbalanced, and writes no typewriter quotes', () => {
    for (const message of Object.values(other)) {
      for (const text of textsOf(message)) expect(text.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}'"]/);
    }
  });
});
