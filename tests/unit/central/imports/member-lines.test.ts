import { describe, expect, it } from 'vitest';
import { readMemberLines, type MemberLine } from '../../../../central/imports/member-lines.ts';
import { ProblemList, type ImportProblem } from '../../../../central/imports/problems.ts';
import type { ReadingContext } from '../../../../central/imports/read-sheet.ts';
import { localDays } from '../../../../shared/base/local-days.ts';
import { LANGUAGES } from '../../../../shared/domain/wording/languages.ts';

interface Read {
  readonly members: readonly MemberLine[];
  readonly problems: readonly ImportProblem[];
  readonly ignored: readonly string[];
}

async function readMembers(text: string, more: Partial<ReadingContext> = {}): Promise<Read> {
  const problems = new ProblemList();
  const { members, ignored } = await readMemberLines(Buffer.from(text), {
    language: 'de',
    days: localDays('Europe/Berlin'),
    today: '2026-10-15',
    dates: null,
    mapping: new Map(),
    problems,
    ...more,
  });
  return { members, ignored, problems: problems.told };
}

/** What a file of one member says of them. */
async function onlyMember(header: string, line: string, more?: Partial<ReadingContext>): Promise<unknown> {
  const { members, problems } = await readMembers(`${header}\n${line}\n`, more);
  expect(problems).toEqual([]);
  const [{ line: at, cards, ...said } = { line: 0, cards: [] }] = members;
  expect(at).toBe(2);
  return cards.length > 0 ? { ...said, cards } : said;
}

/** The problems of lines under a header, as `line column code`. */
async function problemsOf(text: string, more?: Partial<ReadingContext>): Promise<string[]> {
  const { problems } = await readMembers(text, more);
  return problems.map(({ line, column, code, other_line: other }) =>
    [line, column, code, ...(other === undefined ? [] : [`see ${other}`])].join(' '),
  );
}

const FULL = {
  memberNumber: '1042',
  firstName: 'Mara',
  lastName: 'Lind',
  email: 'mara@club.example',
  phone: '+49 170 1234567',
  birthDate: '1985-02-01',
  sex: 'female',
  heightCm: 172.5,
  status: 'frozen',
  joined: '2024-01-31',
  pin: '4711',
  language: 'en',
  cards: ['0008075634'],
};

describe('a file of members', () => {
  it.each([
    [
      'English',
      'member_number,first_name,last_name,email,phone,birth_date,sex,height_cm,status,joined,card,pin,language',
      '1042,Mara,Lind,mara@CLUB.example,+49 170 1234567,1985-02-01,f,172.5,on hold,2024-01-31,8075634,4711,English',
    ],
    [
      'German',
      'Mitglieds-Nr.;Vorname;Nachname;E-Mail;Telefon;Geburtsdatum;Geschlecht;Größe (cm);Status;Eintrittsdatum;Kartennummer;PIN;Sprache',
      '1042;Mara;Lind;mara@club.example;+49 170 1234567;01.02.1985;weiblich;172,5;ruhend;31.01.2024;0008075634;4711;englisch',
    ],
    [
      'Spanish',
      'Nº de socio\tNombre\tApellidos\tCorreo electrónico\tTeléfono\tFecha de nacimiento\tSexo\tAltura\tEstado\tFecha de alta\tTarjeta\tPIN\tIdioma',
      '1042\tMara\tLind\tmara@club.example\t+49 170 1234567\t1/2/1985\tMujer\t1,725\tCongelada\t31/1/2024\t123,14706\t4711\tinglés',
    ],
    [
      'French',
      'N° adhérent;Prénom;Nom;Courriel;Téléphone;Date de naissance;Sexe;Taille (cm);Statut;Date d’adhésion;Carte;PIN;Langue',
      '1042;Mara;Lind;mara@club.example;+49 170 1234567;01/02/1985;Femme;172,5;Suspendue;31/01/2024;8075634;4711;anglais',
    ],
    [
      'any order, case and blanks',
      ' CARD ,MEMBER NUMBER, first name,LAST-NAME,mail,mobile,DOB,gender,height,state,member since,Pin,lang',
      '"0008075634 123,14706",1042,Mara,Lind,mailto:mara@club.example,+49 170 1234567,1 Feb 1985,F,1.725 m,Frozen,"January 31, 2024",4711,en-GB',
    ],
  ])('with columns in %s says the same', async (language, header, line) => {
    expect(await onlyMember(header, line, { language: language === 'German' ? 'de' : 'es' })).toEqual(FULL);
  });

  it.each(LANGUAGES)('knows the language "%s", by which exports name it', async (language) => {
    expect(await onlyMember('member_number,language', `1042,${language}`)).toMatchObject({ language });
  });

  it('says nothing where it has no column or an empty cell', async () => {
    expect(await onlyMember('member_number,email,sex', '1042,,')).toEqual({ memberNumber: '1042' });
  });

  it('may have column names of its own, told by a mapping', async () => {
    const mapping = new Map([
      ['member_number', 'Kd.'],
      ['card', 'Badge #'],
    ]);
    const { members, ignored } = await readMembers('Kd.,Badge #,card,__proto__\n7,12,13,x\n', { mapping });
    expect(members).toMatchObject([{ memberNumber: '7', cards: ['0000000012'] }]);
    expect(ignored).toEqual(['card', '__proto__']);
  });

  it.each([
    ['of a German file', 'Geburtsdatum', ['01.02.85', '31.12.26'], 'de', ['1985-02-01', '1926-12-31']],
    ['of a Spanish file', 'nacimiento', ['1/2/1985', '3-4-1990'], 'es', ['1985-02-01', '1990-04-03']],
    ['of an American file', 'dob', ['02/01/1985', '12/31/1990'], 'en', ['1985-02-01', '1990-12-31']],
    ['of a British file', 'dob', ['01/02/1985', '31/12/1990'], 'en', ['1985-02-01', '1990-12-31']],
    [
      'with names of months',
      'dob',
      ['1. März 1985', '2 de enero de 1990'],
      'en',
      ['1985-03-01', '1990-01-02'],
    ],
  ] as const)('has the dates %s in the right order', async (_whose, column, texts, language, dates) => {
    const { members, problems } = await readMembers(
      `nr,number,${column}\n${texts.map((text, index) => `x,${index + 1},${text}`).join('\n')}\n`,
      { language },
    );
    expect(problems).toEqual([]);
    expect(members.map(({ birthDate }) => birthDate)).toEqual(dates);
  });

  it('whose dates could be read both ways is not guessed at', async () => {
    const text = 'number,dob\n1,03/04/1985\n2,5/5/1990\n';
    expect(await problemsOf(text, { language: 'en' })).toEqual(['2 dob ambiguous_date']);
    const { members } = await readMembers(text, { language: 'en', dates: 'month_first' });
    expect(members.map(({ birthDate }) => birthDate)).toEqual(['1985-03-04', '1990-05-05']);
    expect(await problemsOf('number,dob\n1,13/04/1985\n2,04/13/1985\n', { language: 'en' })).toEqual([
      '2 dob ambiguous_date',
      '3 dob ambiguous_date',
    ]);
  });

  it('in Spanish means a woman by M where a man is H', async () => {
    const { members } = await readMembers('socio,sexo\n1,M\n2,H\n');
    expect(members.map(({ sex }) => sex)).toEqual(['female', 'male']);
  });

  it.each([
    ['no number', 'number,email\n,a@b.example\n', ['2 number missing_value']],
    ['a number of zeros', 'number\n000\n', ['2 number missing_value']],
    ['a number that a spreadsheet cut', 'number\n1.23457E+12\n', ['2 number digits_lost']],
    ['a number twice', 'number\n0042\n7\n42\n', ['4 number number_twice see 2']],
    ['no address', 'number,Mail\n1,mara(at)club\n', ['2 Mail invalid_email']],
    ['no telephone', 'number,phone\n1,later\n', ['2 phone invalid_phone']],
    ['no date', 'number,dob\n1,31.02.1985\n', ['2 dob invalid_date']],
    ['a birth tomorrow', 'number,dob\n1,2026-10-16\n', ['2 dob invalid_date']],
    ['a height of nobody', 'number,height\n1,17250\n', ['2 height invalid_height']],
    ['a status nobody knows', 'number,status\n1,maybe\n', ['2 status unknown_status']],
    ['a sex nobody knows', 'number,sex\n1,yes\n', ['2 sex unknown_sex']],
    ['a language we lack', 'number,language\n1,Klingon\n', ['2 language unknown_language']],
    ['a PIN to guess', 'number,pin\n1,1234\n', ['2 pin weak_pin']],
    ['a card that is none', 'number,card\n1,0000000000\n', ['2 card blank_card']],
    ['a name without end', `number,first_name\n1,${'x'.repeat(201)}\n`, ['2 first_name too_long']],
    ['several things', 'number,pin,Mail\n1,1111,x\n', ['2 pin weak_pin', '2 Mail invalid_email']],
    ['no column for the number', 'first_name\nMara\n', ['1 member_number column_missing']],
    ['a column twice', 'number,Mail,E-Mail\n1,a@b.example,\n', ['1 E-Mail column_twice']],
    ['nothing', '', ['1  empty_file']],
    ['half a record', 'number\n1\n"2\n', ['3  quote_not_closed']],
  ])('with %s says where', async (_what, text, problems) => {
    const found = await problemsOf(text);
    expect(found.toSorted()).toEqual(problems.toSorted());
  });

  it('in which two members claim one card, however it is spelled, names both lines', async () => {
    const text = 'number,card,card2\n1,0008075634,\n2,"123,14706",\n3,55,0000000055\n1000,,6F007B3972\n';
    expect(await problemsOf(text)).toEqual(['3 card card_twice see 2', '5 card2 card_twice see 2']);
  });

  it('with more problems than anybody reads counts the rest', async () => {
    const problems = new ProblemList();
    for (let line = 5_000; line > 0; line -= 1) problems.add({ line, column: null, code: 'x' });
    expect([problems.count, problems.told.length]).toEqual([5_000, 1_000]);
  });
});
