import { fail, ok, type Result } from '../../shared/base/result.ts';
import { isBlankCard } from '../../shared/domain/cards/blank-card.ts';
import { canonicalCardCode } from '../../shared/domain/cards/card-code.ts';
import { isEmail, tidyEmail } from '../../shared/domain/members/email-address.ts';
import { isBlankMemberNumber } from '../../shared/domain/members/member-number.ts';
import type { MembershipStatus, Sex } from '../../shared/domain/members/member.ts';
import { LANGUAGES, type Language } from '../../shared/domain/wording/languages.ts';
import { columnKey } from './match-columns.ts';

/** As long as a text may be in a fact. */
const MAX_TEXT = 200;
const MAX_NUMBER = 40;
const MAX_CARD = 128;
/** What a spreadsheet makes of more digits than it can hold: the last ones are gone. */
const LOST_DIGITS = /^\d(?:[.,]\d+)?e\+?\d+$/i;
const PHONE = /^[+\d(][\d\s()./\-–]{2,38}(?:\s?(?:x|ext\.?)\s?\d{1,6})?$/i;

const wordsFor = <Meaning>(table: ReadonlyMap<Meaning, readonly string[]>): ReadonlyMap<string, Meaning> =>
  new Map([...table].flatMap(([meaning, words]) => words.map((word) => [columnKey(word), meaning] as const)));

const STATUSES = wordsFor<MembershipStatus>(
  new Map([
    [
      'active',
      [
        'active',
        'aktiv',
        'activo',
        'activa',
        'ok',
        'current',
        'laufend',
        'yes',
        'ja',
        'sí',
        'actif',
        'oui',
        'en cours',
      ],
    ],
    [
      'frozen',
      [
        'frozen',
        'on hold',
        'paused',
        'ruhend',
        'pausiert',
        'stillgelegt',
        'congelado',
        'congelada',
        'pausado',
        'pausada',
        'suspendu',
        'suspendue',
        'en pause',
        'gelé',
      ],
    ],
    [
      'expired',
      [
        'expired',
        'ended',
        'cancelled',
        'canceled',
        'inactive',
        'abgelaufen',
        'beendet',
        'gekündigt',
        'inaktiv',
        'ausgetreten',
        'caducado',
        'caducada',
        'vencido',
        'vencida',
        'baja',
        'inactivo',
        'inactiva',
        'no',
        'nein',
        'non',
        'expiré',
        'expirée',
        'résilié',
        'résiliée',
        'inactif',
      ],
    ],
    [
      'unpaid',
      [
        'unpaid',
        'overdue',
        'unbezahlt',
        'offen',
        'gesperrt',
        'impago',
        'impagado',
        'moroso',
        'morosa',
        'pendiente',
        'impayé',
        'impayée',
        'en retard',
      ],
    ],
  ]),
);
const SEXES = wordsFor<Sex | null>(
  new Map<Sex | null, string[]>([
    [
      'female',
      [
        'f',
        'w',
        'female',
        'woman',
        'weiblich',
        'frau',
        'femenino',
        'mujer',
        'femme',
        'féminin',
        'mme',
        'madame',
      ],
    ],
    [
      'male',
      [
        'm',
        'h',
        'male',
        'man',
        'männlich',
        'mann',
        'herr',
        'masculino',
        'hombre',
        'varón',
        'homme',
        'masculin',
        'monsieur',
      ],
    ],
    [null, ['x', 'd', 'diverse', 'divers', 'other', 'otro', 'unknown', 'unbekannt', 'keine Angabe', '-']],
  ]),
);
/** A language of the product that is missing here does not compile. */
const NAMES_OF_LANGUAGES: Readonly<Record<Language, readonly string[]>> = {
  en: ['en', 'eng', 'english', 'englisch', 'inglés', 'anglais'],
  de: ['de', 'deu', 'ger', 'german', 'deutsch', 'alemán', 'allemand'],
  es: ['es', 'spa', 'spanish', 'spanisch', 'español', 'castellano', 'espagnol'],
  fr: ['fr', 'fra', 'fre', 'french', 'französisch', 'francés', 'français'],
};
const LANGUAGE_NAMES = wordsFor<Language>(
  new Map(LANGUAGES.map((language) => [language, NAMES_OF_LANGUAGES[language]])),
);

/** Some words; no longer than a fact can hold. */
export function asText(text: string): Result<string, 'too_long'> {
  return text.length > MAX_TEXT ? fail('too_long') : ok(text);
}

export function asMemberNumber(text: string): Result<string, 'too_long' | 'digits_lost' | 'missing_value'> {
  if (LOST_DIGITS.test(text)) return fail('digits_lost');
  if (text.length > MAX_NUMBER) return fail('too_long');
  return isBlankMemberNumber(text) ? fail('missing_value') : ok(text);
}

/** @returns the code as it is stored */
export function asCard(text: string): Result<string, 'too_long' | 'digits_lost' | 'blank_card'> {
  if (LOST_DIGITS.test(text)) return fail('digits_lost');
  if (text.length > MAX_CARD) return fail('too_long');
  return isBlankCard(text) ? fail('blank_card') : ok(canonicalCardCode(text));
}

export function asEmail(text: string): Result<string, 'invalid_email'> {
  const email = tidyEmail(text.replace(/^mailto:/i, ''));
  return isEmail(email) ? ok(email) : fail('invalid_email');
}

export function asPhone(text: string): Result<string, 'invalid_phone'> {
  return PHONE.test(text) ? ok(text) : fail('invalid_phone');
}

export function asStatus(text: string): Result<MembershipStatus, 'unknown_status'> {
  const status = STATUSES.get(columnKey(text));
  return status === undefined ? fail('unknown_status') : ok(status);
}

/**
 * @param isSpanish whether the column has an H for hombre, so that M is mujer
 */
export function asSex(text: string, isSpanish: boolean): Result<Sex | null, 'unknown_sex'> {
  const key = columnKey(text);
  if (isSpanish && key === 'm') return ok('female');
  const sex = text === '-' ? null : SEXES.get(key);
  return sex === undefined ? fail('unknown_sex') : ok(sex);
}

/** A language by its name or its tag; regions make no difference. */
export function asLanguage(text: string): Result<Language, 'unknown_language'> {
  const language = LANGUAGE_NAMES.get(columnKey(text)) ?? LANGUAGE_NAMES.get(text.slice(0, 2).toLowerCase());
  const isTag =
    language !== undefined && (LANGUAGE_NAMES.has(columnKey(text)) || /^[a-z]{2}[-_]/i.test(text));
  return isTag && LANGUAGES.includes(language) ? ok(language) : fail('unknown_language');
}

/** A number of something, within bounds. */
export function asCount(text: string, least: number, most: number): Result<number, 'invalid_number'> {
  const value = /^\d{1,9}(?:[.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  return value >= least && value <= most ? ok(value) : fail('invalid_number');
}
