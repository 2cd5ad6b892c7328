import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCentralProcess, type CentralProcess } from '../support/central/central-process.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { runOperator, type OperatorOutcome } from '../support/central/run-operator.ts';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

const DOCUMENT = readFileSync(new URL('../../docs/first-day.md', import.meta.url), 'utf8');
const PASSWORD = 'a long password that nobody guesses';
const MEMBERS = 400;
const CLASSES = 40;
/** As a 125 kHz reader sends the card of the 43rd member. */
const CARD = 8_075_634;
const CARD_FRAME = Buffer.from('0236463030374233393732354603', 'hex');

/** What the document has its reader do with central, command by command, and the configuration it shows. */
const commands = [...DOCUMENT.matchAll(/^npm run central -- (.*)$/gm)].map(([, line = '']) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
);
const configuration = JSON.parse(/```json\n([^]*?)```/.exec(DOCUMENT)?.[1] ?? '') as Record<string, unknown>;

const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const members = Array.from(
  { length: MEMBERS },
  (_none, index) =>
    `${1_001 + index};Mitglied ${index + 1};Muster;${String(CARD - 42 + index).padStart(10, '0')};1${index % 10}.0${1 + (index % 9)}.1985`,
);
const classes = Array.from(
  { length: CLASSES },
  (_none, index) => `Kurs ${index + 1};yoga;Kim;${WEEKDAYS[index % 7]};${7 + (index % 14)}:15;45;16`,
);

interface Kiosk {
  readonly kiosk: HeadlessKiosk;
  readonly door: PseudoTerminal;
  /** One number of its database. */
  count(sql: string): number;
}

describe('the first day of a gym, command by command as the document has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-day-'));
  const kiosks: Kiosk[] = [];
  let directory = '';
  let central: CentralProcess;
  beforeAll(async () => {
    directory = await createPgliteFolder();
    central = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: directory });
    writeFileSync(
      join(folder, 'members.csv'),
      `Mitgliedsnummer;Vorname;Nachname;Kartennummer;Geburtsdatum\n${members.join('\n')}\n`,
    );
    writeFileSync(
      join(folder, 'classes.csv'),
      `Kurs;Art;Trainer;Wochentag;Uhrzeit;Dauer;Plätze\n${classes.join('\n')}\n`,
    );
  });
  afterAll(async () => {
    for (const { kiosk, door } of kiosks) {
      await kiosk.stop();
      await door.unplug();
    }
    await central.end('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  const operator = (commandLine: readonly string[]): Promise<OperatorOutcome> =>
    runOperator({ KIOSK_CENTRAL_DATA_DIR: directory }, commandLine, { cwd: folder, input: `${PASSWORD}\n` });

  /** A kiosk with the document's configuration, but for where things are on this machine. */
  async function startKiosk(name: string, code: string): Promise<Kiosk> {
    const home = mkdtempSync(join(folder, name));
    const door = await createPseudoTerminal(home, 'tty');
    const kiosk = await startHeadlessKiosk(home, {
      ...configuration,
      central_url: central.url,
      pairing_code: code,
      devices: [{ id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door.path } }],
    });
    const started: Kiosk = {
      kiosk,
      door,
      count(sql) {
        const db = new Database(join(kiosk.dataDir, 'kiosk.db'), { readonly: true });
        try {
          return db.prepare(sql).pluck().get() as number;
        } finally {
          db.close();
        }
      },
    };
    kiosks.push(started);
    return started;
  }
  const pairingCode = async (): Promise<string> => {
    const { said } = await operator(commands.find(([name]) => name === 'pairing-code') ?? []);
    return String(said?.['code']);
  };

  test('has its people and its timetable from two files', async () => {
    const outcomes: OperatorOutcome[] = [];
    for (const command of commands) outcomes.push(await operator(command));
    expect(outcomes.map(({ status }) => status)).toEqual(commands.map(() => 0));
    expect(outcomes.map(({ said }) => said)).toMatchObject([
      { gym_id: 'iron-yard' },
      { is_new: true },
      { created: MEMBERS, dry_run: true },
      { created: MEMBERS, problems: [] },
      { created: CLASSES, problems: [] },
      { code: expect.any(String) },
    ]);
  });

  test('greets the same member at both kiosks, and counts one visit', async () => {
    const [hall, sauna] = await Promise.all([
      startKiosk('hall', await pairingCode()),
      startKiosk('sauna', await pairingCode()),
    ]);
    for (const { kiosk, count } of [hall, sauna]) {
      await waitFor(
        () =>
          count('SELECT count(*) FROM members') === MEMBERS &&
          count('SELECT count(*) FROM cards') === MEMBERS &&
          count('SELECT count(DISTINCT name) FROM classes') === CLASSES,
        'the kiosk knows everybody and the timetable',
        60_000,
      );
      await waitFor(() => kiosk.of('device').some(({ state }) => state === 'ready'), 'the reader is ready');
    }
    hall.door.write(CARD_FRAME);
    await waitFor(() => hall.kiosk.of('check_in').length > 0, 'the hall has let somebody in');
    const [first] = hall.kiosk.of('check_in');
    expect(first).toMatchObject({ outcome: 'checked_in' });
    const greeted = (kiosk: Kiosk, id: unknown): number =>
      kiosk.count(`SELECT count(*) FROM members WHERE id = '${String(id)}' AND first_name = 'Mitglied 43'`);
    expect(greeted(hall, first?.['member_id'])).toBe(1);
    await waitFor(
      () => sauna.count('SELECT count(*) FROM visits') === 1,
      'the sauna has heard of it',
      60_000,
    );
    sauna.door.write(CARD_FRAME);
    await waitFor(() => sauna.kiosk.of('check_in').length > 0, 'the sauna has let somebody in');
    const [second] = sauna.kiosk.of('check_in');
    expect(second).toMatchObject({ outcome: 'already_in', member_id: first?.['member_id'] });
    expect(second?.['visit_id']).toBe(first?.['visit_id']);
    expect(await operator(['export', 'visits', 'visits.csv', '--gym', 'iron-yard'])).toMatchObject({
      said: { written: 1 },
    });
    expect(readFileSync(join(folder, 'visits.csv'), 'utf8')).toMatch(/\n1043,2/);
  });
});
