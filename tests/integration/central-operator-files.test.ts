import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCentralProcess, type CentralProcess } from '../support/central/central-process.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { runOperator, type OperatorOutcome } from '../support/central/run-operator.ts';

const template = (name: string): string =>
  fileURLToPath(new URL(`../../docs/templates/${name}`, import.meta.url));

describe('an operator with a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'central-files-'));
  let directory = '';
  let central: CentralProcess;
  beforeAll(async () => {
    directory = await createPgliteFolder();
    central = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: directory });
  });
  afterAll(async () => {
    await central.end('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  const operator = (...commandLine: string[]): Promise<OperatorOutcome> =>
    runOperator({ KIOSK_CENTRAL_DATA_DIR: directory }, commandLine, { cwd: folder });
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };

  test('brings the templates in beside the running server, and again to no effect', async () => {
    const dry = await operator('import', 'members', template('members.csv'), '--dry-run');
    expect(dry).toMatchObject({ status: 0, said: { ok: true, read: 3, created: 3, dry_run: true } });
    const members = await operator('import', 'members', template('members.csv'));
    expect(members).toMatchObject({ status: 0, said: { ok: true, read: 3, created: 3, problems: [] } });
    const again = await operator('import', 'members', template('members.csv'));
    expect(again).toMatchObject({ status: 0, said: { created: 0, changed: 0, unchanged: 3 } });
    const classes = await operator('import', 'classes', template('classes.csv'));
    expect(classes).toMatchObject({ status: 0, said: { ok: true, read: 2, created: 2 } });
  });

  test('gets them out as a file for this account alone, which comes in unchanged', async () => {
    const out = await operator('export', 'members', 'out.csv');
    expect(out).toMatchObject({ status: 0, said: { ok: true, written: 3, file: 'out.csv' } });
    expect(statSync(join(folder, 'out.csv')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toMatch(/^\ufeffmember_number,first_name/);
    expect(await operator('import', 'members', 'out.csv')).toMatchObject({ said: { unchanged: 3 } });
    expect(await operator('export', 'visits', 'visits.csv')).toMatchObject({
      status: 0,
      said: { written: 0 },
    });
    const elsewhere = await operator('export', 'visits', 'v.csv', '--gym', 'elsewhere');
    expect(elsewhere).toMatchObject({ status: 1, said: { ok: false, code: 'unknown_gym' } });
  });

  test('may name the columns and the order of dates', async () => {
    file('names.json', '{"member_number": "Kd.", "birth_date": "B-Day"}');
    const people = file('people.csv', 'Kd.,first name,B-Day\n7,Kim,03/04/1990\n');
    expect(await operator('import', 'members', people, '--mapping', 'names.json')).toMatchObject({
      status: 1,
      said: { ok: false, problems: [{ line: 2, column: 'B-Day', code: 'ambiguous_date' }] },
    });
    const options = ['--mapping', 'names.json', '--dates', 'month-first'];
    expect(await operator('import', 'members', people, ...options)).toMatchObject({
      status: 0,
      said: { created: 1 },
    });
  });

  test('is told at once of a file of a gigabyte, and of none', async () => {
    truncateSync(join(folder, file('large.csv', '')), 1_024 ** 3);
    expect(await operator('import', 'members', 'large.csv')).toMatchObject({
      status: 1,
      said: { ok: false, code: 'file_too_large', detail: 'large.csv' },
    });
    expect(await operator('import', 'members', 'none.csv')).toMatchObject({
      status: 1,
      said: { ok: false, code: 'file_cannot_be_read', detail: 'none.csv: ENOENT' },
    });
  });

  test('works on the store itself where no server runs, and says how far it is', async () => {
    await central.end('SIGTERM');
    const many = Array.from({ length: 4_000 }, (_none, index) => `${index + 2_000},Kim,C-${index}`);
    const people = file('many.csv', `number,first name,card\n${many.join('\n')}\n`);
    const brought = await operator('import', 'members', people);
    expect(brought).toMatchObject({ status: 0, said: { ok: true, created: 4_000 } });
    // However fast the machine: it says nothing but how far it is.
    expect(brought.complaint).toMatch(/^(\d+ of 4000 lines \(\d+ %\)\n)*$/);
    expect(await operator('export', 'cards', 'cards.csv')).toMatchObject({ said: { written: 4_002 } });
    central = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: directory });
  });
});
