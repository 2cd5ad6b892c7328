import { fail, ok, type Result } from '../../shared/base/result.ts';
import { memberNumberKey } from '../../shared/domain/members/member-number.ts';
import type { MembershipStatus, Sex } from '../../shared/domain/members/member.ts';
import { flawOfPin } from '../../shared/domain/pins/new-pin.ts';
import type { Language } from '../../shared/domain/wording/languages.ts';
import { CardClaims } from './card-claims.ts';
import { cellOf, type ColumnNames, type Sheet } from './match-columns.ts';
import { dateReader, LineReader, readSheet, type ReadingContext } from './read-sheet.ts';
import { readHeightCm } from './read-values.ts';
import {
  asCard,
  asEmail,
  asLanguage,
  asMemberNumber,
  asPhone,
  asSex,
  asStatus,
  asText,
} from './understand.ts';

/** What a file says of a member; what is left out it does not speak of. */
export interface MemberLine {
  readonly line: number;
  readonly memberNumber: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly phone?: string;
  /** ISO. */
  readonly birthDate?: string;
  readonly sex?: Sex | null;
  readonly heightCm?: number;
  readonly status?: MembershipStatus;
  /** ISO. */
  readonly joined?: string;
  /** As they are stored. */
  readonly cards: readonly string[];
  readonly pin?: string;
  readonly language?: Language;
}

/** What a member's columns may be called. */
export const MEMBER_COLUMNS = {
  member_number: [
    'number',
    'member no',
    'member id',
    'membership number',
    'customer number',
    'Mitgliedsnummer',
    'Mitglieds-Nr.',
    'Mitglied-Nr',
    'Mitgliednr',
    'Kundennummer',
    'Kunden-Nr.',
    'número de socio',
    'n.º socio',
    'nº de socio',
    'socio',
    'num socio',
    'número socio',
    'numero de cliente',
    'numéro d’adhérent',
    'numéro adhérent',
    'n° adhérent',
    'numéro de membre',
    'adhérent',
  ],
  first_name: ['first', 'given name', 'forename', 'Vorname', 'Rufname', 'nombre', 'prénom'],
  last_name: [
    'last',
    'surname',
    'family name',
    'Nachname',
    'Familienname',
    'Name',
    'apellido',
    'apellidos',
    'nom',
    'nom de famille',
  ],
  email: [
    'e-mail',
    'mail',
    'email address',
    'E-Mail-Adresse',
    'Mailadresse',
    'correo',
    'correo electrónico',
    'courriel',
    'adresse e-mail',
  ],
  phone: [
    'telephone',
    'mobile',
    'cell',
    'phone number',
    'Telefon',
    'Telefonnummer',
    'Handy',
    'Mobil',
    'Mobiltelefon',
    'teléfono',
    'móvil',
    'celular',
    'téléphone',
    'portable',
  ],
  birth_date: [
    'date of birth',
    'birthday',
    'dob',
    'birthdate',
    'Geburtsdatum',
    'Geburtstag',
    'geb.',
    'fecha de nacimiento',
    'nacimiento',
    'date de naissance',
    'naissance',
    'né le',
  ],
  sex: ['gender', 'Geschlecht', 'Anrede', 'sexo', 'género', 'sexe', 'genre', 'civilité'],
  height_cm: [
    'height',
    'Größe',
    'Größe cm',
    'Körpergröße',
    'altura',
    'estatura',
    'altura cm',
    'taille',
    'taille cm',
  ],
  status: ['membership status', 'state', 'Mitgliedsstatus', 'Vertragsstatus', 'estado', 'statut', 'état'],
  joined: [
    'join date',
    'joined on',
    'member since',
    'start date',
    'Beitritt',
    'Beitrittsdatum',
    'Eintritt',
    'Eintrittsdatum',
    'Mitglied seit',
    'alta',
    'fecha de alta',
    'fecha alta',
    'date d’adhésion',
    'adhésion',
    'inscrit le',
    'date d’inscription',
  ],
  card: [
    'card number',
    'card no',
    'card id',
    'rfid',
    'tag',
    'barcode',
    'Karte',
    'Kartennummer',
    'Karten-Nr.',
    'Transponder',
    'Chipnummer',
    'tarjeta',
    'número de tarjeta',
    'carte',
    'numéro de carte',
    'badge',
  ],
  card2: [
    'second card',
    'card 2',
    'Karte 2',
    'Zweitkarte',
    'tarjeta 2',
    'segunda tarjeta',
    'carte 2',
    'deuxième carte',
  ],
  pin: ['pin code', 'PIN-Code', 'código pin'],
  language: ['lang', 'preferred language', 'Sprache', 'idioma', 'lengua', 'langue'],
} satisfies ColumnNames<string>;
type MemberColumn = keyof typeof MEMBER_COLUMNS;

/**
 * Reads the members of a file. Every line's problems are noted; a line with one is not among the members.
 * @param bytes CSV or a workbook
 */
export async function readMemberLines(
  bytes: Uint8Array,
  context: ReadingContext,
): Promise<{ members: readonly MemberLine[]; ignored: readonly string[]; read: number }> {
  const sheet = await readSheet(bytes, MEMBER_COLUMNS, ['member_number'], context);
  const read = memberReader(sheet, context);
  const members: MemberLine[] = [];
  for (const line of sheet.lines) {
    const before = context.problems.count;
    const reader = new LineReader<MemberColumn>(sheet, line, context.problems);
    const member = read(reader, line.line);
    if (member !== null && context.problems.count === before) members.push(member);
  }
  return { members, ignored: sheet.ignored, read: sheet.lines.length };
}

/** Reads one line after the other, with what the whole column tells and the lines before. */
function memberReader(
  sheet: Sheet<MemberColumn>,
  context: ReadingContext,
): (reader: LineReader<MemberColumn>, line: number) => MemberLine | null {
  const births = dateReader(sheet, 'birth_date', context, context.today);
  const joins = dateReader(sheet, 'joined', context, context.today);
  const isSpanish = sheet.lines.some((line) => /^h(ombre)?$/i.test(cellOf(sheet, line, 'sex')));
  const numbers = new Map<string, number>();
  const claims = createLineClaims();
  return (reader, line) => {
    const memberNumber = reader.need('member_number', asMemberNumber);
    if (memberNumber === undefined) return null;
    const key = memberNumberKey(memberNumber);
    const other = numbers.get(key);
    if (other !== undefined) reader.problem('member_number', 'number_twice', { other_line: other });
    else numbers.set(key, line);
    const told = {
      firstName: reader.read('first_name', asText),
      lastName: reader.read('last_name', asText),
      email: reader.read('email', asEmail),
      phone: reader.read('phone', asPhone),
      birthDate: reader.read('birth_date', births),
      sex: reader.read('sex', (text) => asSex(text, isSpanish)),
      heightCm: reader.read('height_cm', asHeight),
      status: reader.read('status', asStatus),
      joined: reader.read('joined', joins),
      pin: reader.read('pin', (pin) => (flawOfPin(pin, memberNumber) === null ? ok(pin) : fail('weak_pin'))),
      language: reader.read('language', asLanguage),
    };
    return {
      line,
      memberNumber,
      ...withoutGaps(told),
      cards: readCards(reader, { owner: key, line }, claims),
    };
  };
}

/** Who claims a card in a file. */
export interface LineClaim {
  readonly owner: string;
  readonly line: number;
}

export const createLineClaims = (): CardClaims<LineClaim> =>
  new CardClaims((one, other) => one.owner === other.owner);

/** The cards of a line, as they are stored; one that another line claims for somebody else is a problem. */
export function readCards(
  reader: Pick<LineReader<'card' | 'card2'>, 'read' | 'problem'>,
  claim: LineClaim,
  claims: CardClaims<LineClaim>,
): string[] {
  const cards: string[] = [];
  for (const field of ['card', 'card2'] as const) {
    const card = reader.read(field, asCard);
    if (card === undefined || cards.includes(card)) continue;
    const rival = claims.rivalFor(card, claim);
    if (rival !== undefined) reader.problem(field, 'card_twice', { other_line: rival.line });
    claims.add(card, claim);
    cards.push(card);
  }
  return cards;
}

function asHeight(text: string): Result<number, 'invalid_height'> {
  const cm = readHeightCm(text);
  return cm === null ? fail('invalid_height') : ok(cm);
}

/** Only what is said. */
function withoutGaps<Told extends object>(
  told: Told,
): { [Name in keyof Told]?: Exclude<Told[Name], undefined> } {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Told]?: Exclude<Told[Name], undefined>;
  };
}
