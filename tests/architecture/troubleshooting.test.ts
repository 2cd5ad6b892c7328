import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as exits from '../../electron/process/exit-codes.ts';
import { staffWords } from '../../shared/domain/wording/en/page/staff.ts';

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'troubleshooting.md'), 'utf8');

/** Rows of the table below a heading or a sentence, as cells. */
function rowsBelow(title: string): readonly (readonly string[])[] {
  const [, rest = ''] = PAGE.split(title);
  const [, table = ''] = /\n((?:\|.*\n)+)/.exec(rest) ?? [];
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

describe('the page for when something is wrong', () => {
  it.each([
    ['reason', '## A device is not ready'],
    ['discard', '## Bytes or readings were discarded'],
    ['sync_error', '## Records do not reach central'],
    ['sync.alarm', 'Central told the kiosk of something wrong:'],
    ['code', 'Central did not take a record'],
    ['refusal', '## A member was refused'],
  ])('has each code of "%s", in the words that staff read, with something to do', (group, title) => {
    const worded = Object.entries(staffWords)
      .filter(([key]) => key.startsWith(`${group}.`))
      .map(([key, words]) => [`\`${key.slice(group.length + 1)}\``, words]);
    expect(rowsBelow(title).map(([code, words]) => [code, words])).toEqual(worded);
    expect(rowsBelow(title).filter(([, , advice]) => (advice ?? '').length < 10)).toEqual([]);
  });

  it('has each status that a process of the kiosk ends with for a reason', () => {
    const statuses = new Set(rowsBelow('## The program ended').map(([status]) => Number(status)));
    const known = Object.entries(exits).flatMap(([name, value]) =>
      name.startsWith('EXIT_') && typeof value === 'number' ? [value] : [],
    );
    expect(known.length).toBeGreaterThan(3);
    expect(known.filter((status) => !statuses.has(status))).toEqual([]);
  });
});
