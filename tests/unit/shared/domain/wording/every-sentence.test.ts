import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../../shared/domain/wording/languages.ts';
import { everySentence } from '../../../../support/wording/every-sentence.ts';

const sentences = everySentence();
const saidIn = (language: (typeof LANGUAGES)[number]) =>
  sentences.flatMap(({ from, said }) => said[language].map((text) => ({ from, text })));

/** Words of the workshop: nobody in a gym says them. */
const WORKSHOP = {
  en: /\b(?:epoch|fact|schema|payload|quarantine|enum|null|boolean|bytes?|core)\b/i,
  de: /\b(?:Epoche|Fakt|Schema|Payload|Quarantäne|Bytes?|Kern)\b/,
  es: /\b(?:época|esquema|cuarentena|bytes?|núcleo)\b/i,
  fr: /\b(?:époque|schéma|quarantaine|octets?|noyau)\b/i,
} as const;

describe.each(LANGUAGES)('every sentence in %s', (language) => {
  it('is whole: no gap, no number that is none, no two blanks', () => {
    for (const { from, text } of saidIn(language)) {
      expect([from, text]).not.toEqual([
        from,
        expect.stringMatching(/undefined|NaN|\bnull\b|\[object| {2}|\(\)/),
      ]);
      expect([from, text.trim()]).toEqual([from, text]);
    }
  });

  it('uses no word of the workshop', () => {
    const found = saidIn(language).filter(({ text }) =>
      WORKSHOP[language].test(text.replaceAll(/\{\w+\}/g, '')),
    );
    expect(found).toEqual([]);
  });

  it('says neither "0 %" of a way nor "100 %" of one that was not gone', () => {
    for (const { from, text } of saidIn(language)) {
      expect([from, text]).not.toEqual([from, expect.stringMatching(/(?:^|[^\d])0\s?%|100\s?%/)]);
    }
  });

  it('counts one as one', () => {
    const plural = {
      en: /(?:^|[^\d.,])1 (?:weeks|visits|beats|achievements|points|workouts|years|messages)\b/,
      de: /(?:^|[^\d.,])1 (?:Wochen|Besuche|Schläge|Erfolge|Punkte|Jahre|Nachrichten)\b/,
      es: /(?:^|[^\d.,])1 (?:semanas|visitas|latidos|logros|puntos|años|mensajes)\b/,
      fr: /(?:^|[^\d.,])1 (?:semaines|visites|battements|points|séances|ans|messages)\b/,
    }[language];
    expect(saidIn(language).filter(({ text }) => plural.test(text))).toEqual([]);
  });
});

describe('a sentence that was untrue', () => {
  it.each([
    'What is missing here has none yet',
    'Central has taken everything',
    'this ring starts to fill',
    'until now',
    'the gym has of you',
    'What are you after',
    'week streak',
    'More time may help',
    'Opened anew',
  ])('is not said any more: %s', (text) => {
    expect(saidIn('en').filter((one) => one.text.includes(text))).toEqual([]);
  });
});
