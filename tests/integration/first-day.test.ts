import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCentralProcess, type CentralProcess } from '../support/central/central-process.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { runOperator, type OperatorOutcome } from '../support/central/run-operator.ts';

const DOCUMENT = readFileSync(new URL('../../docs/first-day.md', import.meta.url), 'utf8');
const PASSWORD = 'a long password that nobody guesses';
const MEMBERS = 400;
const CLASSES = 40;
/** Of the 43rd member. */
const CARD = 8_075_634;

/** What the document has its reader do with central, command by command. */
const commands = [...DOCUMENT.matchAll(/^npm run central -- (.*)$/gm)].map(([, line = '']) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
);

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

describe('the first day of a gym, command by command as the document has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-day-'));
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
    await central.end('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  const operator = (commandLine: readonly string[]): Promise<OperatorOutcome> =>
    runOperator({ KIOSK_CENTRAL_DATA_DIR: directory }, commandLine, { cwd: folder, input: `${PASSWORD}\n` });

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
});
