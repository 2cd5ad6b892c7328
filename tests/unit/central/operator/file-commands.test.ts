import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFileCommand, readInputs } from '../../../../central/operator/file-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'file-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('a command with a file', () => {
  it('says what to import, into which gym, and how to read it', () => {
    expect(
      readFileCommand(
        'import members m.csv --gym north --dry-run --dates day-first --mapping c.json'.split(' '),
      ),
    ).toEqual({
      file: 'm.csv',
      mappingFile: 'c.json',
      request: {
        command: 'import',
        kind: 'members',
        gymId: 'north',
        isDryRun: true,
        dates: 'day_first',
        mapping: [],
      },
    });
    expect(readFileCommand(['export', 'visits', 'v.csv'])?.request).toEqual({
      command: 'export',
      kind: 'visits',
      gymId: null,
    });
  });

  it.each([
    'import members',
    'import members m.csv n.csv',
    'import plants m.csv',
    'export classes m.csv',
    'export members m.csv --dry-run',
    'import members m.csv --dates sideways',
    'import members m.csv --force',
    'pairing-code',
    '',
  ])('is none where it is "%s"', (line) => {
    expect(readFileCommand(line.split(' '))).toBeNull();
  });

  it('takes the columns’ names from a file of names, and from no other', async () => {
    const command = readFileCommand([
      'import',
      'cards',
      file('c.csv', 'x'),
      '--mapping',
      file('n.json', '{"card": "Badge"}'),
    ])!;
    expect(await readInputs(command)).toMatchObject({
      ok: true,
      value: { bytes: Buffer.from('x'), request: { mapping: [['card', 'Badge']] } },
    });
    file('n.json', '[1]');
    expect(await readInputs(command)).toMatchObject({ ok: false, code: 'invalid_mapping' });
    file('n.json', ' '.repeat(100_000));
    expect(await readInputs(command)).toMatchObject({ ok: false, code: 'file_too_large' });
    expect(await readInputs({ ...command, mappingFile: join(folder, 'none') })).toMatchObject({
      ok: false,
      code: 'file_cannot_be_read',
    });
  });
});
