import { v7 as newId } from 'uuid';
import { writeCsv } from 'hucre/csv';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportRows, type ExportKind } from '../../central/imports/export-rows.ts';
import { importFile, type ImportAnswer, type ImportKind } from '../../central/imports/import-file.ts';
import { statement, type CentralDatabase } from '../../central/store/database.ts';
import { selectGym, upsertGym } from '../../central/store/tables/gyms.ts';
import { storagesUnderTest, TEST_GYM } from '../support/central/test-central.ts';
import { openTestGym, type TestGym } from '../support/central/test-gym.ts';
import { enrolment } from '../support/central/test-kiosk.ts';

const MEMBERS = `Mitglieds-Nr.;Vorname;Nachname;E-Mail;Telefon;Geburtsdatum;Geschlecht;Größe;Status;Eintritt;Karte;Karte 2;PIN;Sprache
0042;Mara;Lind;mara@club.example;+49 170 1234567;01.02.1985;w;172,5;aktiv;31.01.2024;0008075634;;4711;en
43;Ada;O'Neil;;;;;;ruhend;;"123,14707";DE-1;;
44;=1+1;__proto__;;;;;;;;;;;
`;

describe.each(storagesUnderTest())('a gym that brings its people, on $name', (storageUnderTest) => {
  let gym: TestGym;
  let store: CentralDatabase;
  let gyms = 0;
  beforeAll(async () => {
    gym = await openTestGym(storageUnderTest);
    store = gym.central.store;
  });
  afterAll(() => gym.close());

  /** Imports for a gym. */
  const bring = async (
    kind: ImportKind,
    file: string | Uint8Array,
    { gymId = TEST_GYM, isDryRun = false, database = store } = {},
  ): Promise<ImportAnswer> => {
    const [row] = await store.query(selectGym(gymId));
    return importFile(
      typeof file === 'string' ? Buffer.from(file) : file,
      row!,
      { kind, isDryRun, dates: null, mapping: new Map() },
      {
        database,
        clock: { nowMs: () => gym.central.time.nowMs, monotonicMs: () => 0 },
        newId,
        actor: 'import',
        onProgress: () => undefined,
      },
    );
  };
  const counts = ({ ok, read, created, changed, unchanged }: ImportAnswer): unknown[] => [
    ok,
    read,
    created,
    changed,
    unchanged,
  ];
  const rows = <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    store.query(statement<Row>(text, values));
  const takeOut = async (kind: ExportKind, gymId: string): Promise<string> => {
    const [row] = await store.query(selectGym(gymId));
    const lines: string[][] = [];
    for await (const line of exportRows(kind, row!, store)) lines.push([...line]);
    return writeCsv(lines, {
      escapeFormulae: true,
      bom: true,
    });
  };
  /** A gym of its own beside the others. */
  const anotherGym = async (): Promise<string> => {
    gyms += 1;
    const id = `gym-${gyms}`;
    await store.query(upsertGym({ id, name: id, timezone: 'Europe/Berlin', language: 'de' }));
    return id;
  };
  const factsOf = async (gymId: string): Promise<number> =>
    (await rows<{ n: number }>('select count(*) as n from facts where gym_id = $1', gymId))[0]?.n ?? -1;

  test('has its members, their cards and addresses, once, however often it brings them', async () => {
    const gymId = await anotherGym();
    expect(counts(await bring('members', MEMBERS, { gymId, isDryRun: true }))).toEqual([true, 3, 3, 0, 0]);
    expect(await factsOf(gymId)).toBe(0);
    expect(counts(await bring('members', MEMBERS, { gymId }))).toEqual([true, 3, 3, 0, 0]);
    const facts = await factsOf(gymId);
    expect(counts(await bring('members', MEMBERS, { gymId }))).toEqual([true, 3, 0, 0, 3]);
    expect(await factsOf(gymId)).toBe(facts);
    expect(
      await rows(
        `select member_number, first_name, last_name, birth_date, sex, height_cm, membership_status, email, phone, language,
                pin_verifier like 'scrypt$%' as has_pin, to_timestamp(joined_at / 1000)::text like '2024-01-30 23:00:00+00' as joined
         from users u left join contact_settings c on c.gym_id = u.gym_id and c.user_id = u.id
         where u.gym_id = $1 order by 1`,
        gymId,
      ),
    ).toMatchObject([
      {
        member_number: '0042',
        first_name: 'Mara',
        last_name: 'Lind',
        birth_date: '1985-02-01',
        sex: 'female',
        height_cm: 172.5,
        membership_status: 'active',
        email: 'mara@club.example',
        phone: '+49 170 1234567',
        language: 'en',
        has_pin: true,
      },
      { member_number: '43', last_name: "O'Neil", membership_status: 'frozen', email: null, has_pin: null },
      { member_number: '44', first_name: '=1+1', last_name: '__proto__' },
    ]);
    expect(await rows('select code from cards where gym_id = $1 order by 1', gymId)).toEqual([
      { code: '0008075634' },
      { code: '0008075635' },
      { code: 'DE-1' },
    ]);
    expect(JSON.stringify(await rows('select payload from facts where gym_id = $1', gymId))).not.toContain(
      '4711',
    );
  });

  test('changes what a file says otherwise, and leaves what it does not speak of', async () => {
    const gymId = await anotherGym();
    await bring('members', MEMBERS, { gymId });
    const changed = "number,last_name,status,email,card\n42,Berg,,,7\n43,O'Neil,active,ada@club.example,\n";
    expect(counts(await bring('members', changed, { gymId }))).toEqual([true, 2, 0, 2, 0]);
    expect(counts(await bring('members', changed, { gymId }))).toEqual([true, 2, 0, 0, 2]);
    expect(
      await rows(
        'select first_name, last_name, membership_status from users where gym_id = $1 order by member_number',
        gymId,
      ),
    ).toMatchObject([
      { first_name: 'Mara', last_name: 'Berg', membership_status: 'active' },
      { first_name: 'Ada', last_name: "O'Neil", membership_status: 'active' },
      {},
    ]);
    expect(counts(await bring('members', 'number,pin\n42,4711\n43,9471\n', { gymId }))).toEqual([
      true,
      2,
      0,
      1,
      1,
    ]);
  });

  test('recognises whom a kiosk enrolled before', async () => {
    const kiosk = await gym.newKiosk();
    await gym.push(kiosk, [kiosk.fact(enrolment('at-the-kiosk', '0815'))]);
    expect(counts(await bring('members', 'number,first_name,phone\n815,Mira,+49 30 1\n'))).toEqual([
      true,
      1,
      0,
      1,
      0,
    ]);
    expect(await rows('select id, first_name from users where gym_id = $1', TEST_GYM)).toEqual([
      { id: 'at-the-kiosk', first_name: 'Mira' },
    ]);
  });

  test('keeps everything as it was where a line has a problem, and hears of all of them', async () => {
    const gymId = await anotherGym();
    await bring('members', MEMBERS, { gymId });
    const facts = await factsOf(gymId);
    const answer = await bring('members', 'number,first_name,card\n7,Kim,\n8,,\n9,Lou,8075634\n', { gymId });
    expect(counts(answer)).toEqual([false, 3, 0, 0, 0]);
    expect(answer.problems).toEqual([
      { line: 3, column: 'first_name', code: 'missing_value' },
      { line: 4, column: 'card', code: 'card_taken', member_number: '0042' },
    ]);
    expect(await factsOf(gymId)).toBe(facts);
    expect((await bring('cards', 'number,card\n99,5\n43,8075634\n', { gymId })).problems).toEqual([
      { line: 2, column: 'member_number', code: 'unknown_member' },
      { line: 3, column: 'card', code: 'card_taken', member_number: '0042' },
    ]);
    expect(counts(await bring('cards', 'number,card\n43,5\n43,0005\n42,8075634\n', { gymId }))).toEqual([
      true,
      3,
      1,
      0,
      2,
    ]);
  });

  test('completes with the same file what was cut short, and never has half a line', async () => {
    const gymId = await anotherGym();
    const file = `number,first_name,card\n${Array.from({ length: 1_200 }, (_none, i) => `${i + 1},Kim,C-${i}`).join('\n')}\n`;
    let batches = 0;
    const cut = new Error('power cut');
    const database: CentralDatabase = {
      ...store,
      query: (given) => store.query(given),
      transaction: (work) => {
        batches += 1;
        if (batches === 2) throw cut;
        return store.transaction(work);
      },
    };
    await expect(bring('members', file, { gymId, database })).rejects.toBe(cut);
    const [first] = await rows<{ n: number }>('select count(*) as n from users where gym_id = $1', gymId);
    expect([first?.n, await factsOf(gymId)]).toEqual([500, 1_000]);
    expect(counts(await bring('members', file, { gymId }))).toEqual([true, 1_200, 700, 0, 500]);
    expect(counts(await bring('members', file, { gymId }))).toEqual([true, 1_200, 0, 0, 1_200]);
  });

  test('stops where somebody else gave a card away meanwhile, and says so', async () => {
    const gymId = await anotherGym();
    await bring('members', 'number,first_name\n1,Kim\n2,Lou\n', { gymId });
    const database: CentralDatabase = {
      ...store,
      query: (given) => store.query(given),
      async transaction(work) {
        await bring('cards', 'number,card\n2,77\n', { gymId });
        return store.transaction(work);
      },
    };
    const answer = await bring('cards', 'number,card\n1,77\n', { gymId, database });
    expect(answer).toMatchObject({ ok: false, problems: [{ line: 2, column: 'card', code: 'card_taken' }] });
    expect(await rows('select count(*) as n from cards where gym_id = $1', gymId)).toEqual([{ n: 1 }]);
  });

  test('has its members exported as a file that imports again and changes nothing', async () => {
    const gymId = await anotherGym();
    await bring('members', MEMBERS, { gymId });
    await bring('visits', 'Mitgliedsnummer;Datum\n42;14.10.2026 18:30\n43;2026-10-14T16:00:00.123Z\n', {
      gymId,
    });
    const text = await takeOut('members', gymId);
    expect(text).toContain("'=1+1");
    expect(counts(await bring('members', text, { gymId }))).toEqual([true, 3, 0, 0, 3]);
    expect(counts(await bring('cards', await takeOut('cards', gymId), { gymId }))).toEqual([
      true,
      3,
      0,
      0,
      3,
    ]);
    expect(counts(await bring('visits', await takeOut('visits', gymId), { gymId }))).toEqual([
      true,
      2,
      0,
      0,
      2,
    ]);
    const elsewhere = await anotherGym();
    expect(counts(await bring('members', text, { gymId: elsewhere }))).toEqual([true, 3, 3, 0, 0]);
    expect(await takeOut('members', elsewhere)).toBe(text);
  });

  test('has its visits of years counted, by its own clock, each once', async () => {
    const gymId = await anotherGym();
    await bring('members', MEMBERS, { gymId });
    const visits =
      'member_number;checked_in_at\n42;25.10.2025 02:30\n42;2026-03-29 03:30\n42;2026-03-29 03:30\n43;1.10.2026 6:05 pm\n';
    expect(counts(await bring('visits', visits, { gymId }))).toEqual([true, 4, 3, 0, 1]);
    expect(counts(await bring('visits', visits, { gymId }))).toEqual([true, 4, 0, 0, 4]);
    const times = await rows<{ checked_in_at: number }>(
      'select checked_in_at from counted_visits where gym_id = $1 order by 1',
      gymId,
    );
    expect(times.map(({ checked_in_at: at }) => new Date(at).toISOString())).toEqual([
      '2025-10-25T00:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-10-01T16:05:00.000Z',
    ]);
    const bad = 'member_number,checked_in_at\n42,2026-10-16 08:00\n1,2026-10-01 08:00\n42,yesterday\n';
    expect((await bring('visits', bad, { gymId })).problems).toEqual(
      [
        { line: 2, column: 'checked_in_at', code: 'in_the_future' },
        { line: 4, column: 'checked_in_at', code: 'invalid_date' },
        { line: 3, column: 'member_number', code: 'unknown_member' },
      ].toSorted((one, other) => one.line - other.line),
    );
  });

  test('has its weekly classes in the timetable of the coming weeks, right on both nights of the clock', async () => {
    const gymId = await anotherGym();
    const classes =
      'Kurs;Kursart;Trainer;Wochentag;Uhrzeit;Dauer;Plätze;ab;bis\nYoga;yoga;Kim;So;9:00;60 min;12;;\nSpin;spin;Lou;Donnerstag;18.30;45;20;;29.10.2026\n';
    expect(counts(await bring('classes', classes, { gymId }))).toEqual([true, 2, 2, 0, 0]);
    const facts = await factsOf(gymId);
    expect(counts(await bring('classes', classes, { gymId }))).toEqual([true, 2, 0, 0, 2]);
    expect(await factsOf(gymId)).toBe(facts);
    const times = async (name: string): Promise<string[]> =>
      (
        await rows<{ starts_at: number }>(
          'select starts_at from classes where gym_id = $1 and name = $2 order by 1',
          gymId,
          name,
        )
      ).map(({ starts_at: at }) => new Date(at).toISOString());
    expect((await times('Yoga')).slice(0, 3)).toEqual([
      '2026-10-18T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
      '2026-11-01T08:00:00.000Z',
    ]);
    expect(await times('Yoga')).toHaveLength(8);
    expect(await times('Spin')).toEqual([
      '2026-10-15T16:30:00.000Z',
      '2026-10-22T16:30:00.000Z',
      '2026-10-29T17:30:00.000Z',
    ]);
    // Shorter by a week, with somebody else, and longer again.
    const shorter = classes.replace('Lou', 'Ada').replace('29.10.2026', '22.10.2026');
    expect(counts(await bring('classes', shorter, { gymId }))).toEqual([true, 2, 0, 1, 1]);
    expect(await times('Spin')).toHaveLength(2);
    expect(counts(await bring('classes', classes, { gymId }))).toEqual([true, 2, 0, 1, 1]);
    expect(await times('Spin')).toHaveLength(3);
    expect(
      await rows(`select distinct instructor from classes where gym_id = $1 and name = 'Spin'`, gymId),
    ).toEqual([{ instructor: 'Lou' }]);
  });

  test('may bring a workbook instead of a text', async () => {
    const gymId = await anotherGym();
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Members',
          rows: [
            ['Member number', 'First name', 'Last name', 'Date of birth', 'Card'],
            [42, 'Mara', 'Lind', new Date(Date.UTC(1985, 1, 1)), 8_075_634],
          ],
        },
      ],
    });
    expect(counts(await bring('members', bytes, { gymId }))).toEqual([true, 1, 1, 0, 0]);
    expect(
      await rows(
        'select birth_date, code from users u join cards c on c.user_id = u.id where u.gym_id = $1',
        gymId,
      ),
    ).toEqual([{ birth_date: '1985-02-01', code: '0008075634' }]);
  });
});
