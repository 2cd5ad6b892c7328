import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../renderer/i18n/message.ts';
import { staffDe } from '../../../../renderer/i18n/staff/de.ts';
import { staffEn } from '../../../../renderer/i18n/staff/en.ts';
import { staffEs } from '../../../../renderer/i18n/staff/es.ts';

const placeholders = (message: Message): string[] => {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].toSorted();
};

describe.each([
  ['German', staffDe],
  ['Spanish', staffEs],
] as const)('staff mode in %s', (_language, catalogue) => {
  const english: Readonly<Record<string, Message>> = staffEn;

  it('has every message, and no other', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('asks for the same names in each', () => {
    for (const [key, message] of Object.entries(catalogue)) {
      expect([key, ...placeholders(message)]).toEqual([key, ...placeholders(english[key]!)]);
    }
  });
});
