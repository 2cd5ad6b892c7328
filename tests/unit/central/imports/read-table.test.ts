import * as fc from 'fast-check';
import { writeCsv } from 'hucre/csv';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../../central/imports/read-table.ts';
import { MAX_RECORD_LENGTH, UnreadableTable } from '../../../../central/imports/table-line.ts';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Every line as `number: cell | cell`, and where and why the reading ended before the file did. */
async function readAll(bytes: Uint8Array): Promise<string[]> {
  const lines: string[] = [];
  try {
    for await (const { line, cells } of readTable(bytes)) lines.push(`${line}: ${cells.join(' | ')}`);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    lines.push(`${error.line}: (${error.code})`);
  }
  return lines;
}

describe('a table that a gym brings', () => {
  it.each([
    ['commas', 'nr,name\r\n1,Mara\r\n', ['1: nr | name', '2: 1 | Mara']],
    ['semicolons', 'nr;name\n1;Lind, Mara\n', ['1: nr | name', '2: 1 | Lind, Mara']],
    ['tabs', 'nr\tname\n1\tMara; Lind\n', ['1: nr | name', '2: 1 | Mara; Lind']],
    ['a mark of its encoding', '\ufeffnr,name\n1,Mara\n', ['1: nr | name', '2: 1 | Mara']],
    ["a spreadsheet's line about the separator", 'sep=;\r\nnr;a,b\r\n1;2\r\n', ['2: nr | a,b', '3: 1 | 2']],
    ['old line ends', 'nr,name\r1,Mara\r', ['1: nr | name', '2: 1 | Mara']],
    ['no end at all', 'nr,name\n1,Mara', ['1: nr | name', '2: 1 | Mara']],
    ['empty lines', '\n\nnr,name\n\n,,\n1,Mara\n\n', ['3: nr | name', '6: 1 | Mara']],
    [
      'line breaks in quotes',
      'nr,note\n1,"one\ntwo\nthree"\n2,x\n',
      ['1: nr | note', '2: 1 | one two three', '5: 2 | x'],
    ],
    ['quotes in quotes', 'nr,name\n1,"Mara ""Mo"" Lind"\n', ['1: nr | name', '2: 1 | Mara "Mo" Lind']],
    ['a quote that is an inch', 'nr,name\n1,5" bar\n', ['1: nr | name', '2: 1 | 5" bar']],
    ['separators between quotes in the header', '"a;b;c;d",nr\n1,2\n', ['1: a;b;c;d | nr', '2: 1 | 2']],
    ['lines of different length', 'a,b,c\n1\n1,2,3,4\n', ['1: a | b | c', '2: 1', '3: 1 | 2 | 3 | 4']],
    ['numbers that are kept as text', 'nr,name\n"=""0042""",x\n', ['1: nr | name', '2: 0042 | x']],
    ['formulas', 'nr,name\n1,=HYPERLINK("x")\n', ['1: nr | name', '2: 1 | =HYPERLINK("x")']],
    ['formulas that our own export marked', "nr,name\n1,'=1+1\n", ['1: nr | name', '2: 1 | =1+1']],
    [
      'what controls a terminal',
      'nr,name\n1,a\u0000b\u001b[2Jc\u2028d\n',
      ['1: nr | name', '2: 1 | a b [2Jc d'],
    ],
    ['letters in two parts', 'nr,name\n1,Jose\u0301\n', ['1: nr | name', '2: 1 | José']],
    ['parts of every object', '__proto__,constructor\n1,2\n', ['1: __proto__ | constructor', '2: 1 | 2']],
    [
      'a quote that never closes',
      'nr,name\n1,a\n2,"b\n3,c\n',
      ['1: nr | name', '2: 1 | a', '3: (quote_not_closed)'],
    ],
    ['nothing', '', []],
    ['nothing but blanks', ' \n\t\n', []],
  ])('with %s is read', async (_what, text, lines) => {
    expect(await readAll(utf8(text))).toEqual(lines);
  });

  it.each([
    ['UTF-8', utf8('name\nJosé Müller ✓\n'), 'José Müller ✓'],
    ['Windows-1252', Buffer.from('name\nJos\xe9 M\xfcller \x80\n', 'latin1'), 'José Müller €'],
    ['UTF-16', Buffer.from('\ufeffname\nJosé Müller ✓\n', 'utf16le'), 'José Müller ✓'],
  ])('in %s has its letters', async (_encoding, bytes, name) => {
    expect(await readAll(bytes)).toEqual(['1: name', `2: ${name}`]);
  });

  it('with a line of a hundred megabytes, or that large itself, is answered at once', async () => {
    const long = utf8(`nr,name\n1,Mara\n2,${'x'.repeat(3 * MAX_RECORD_LENGTH)}\n3,Ada\n`);
    expect(await readAll(long)).toEqual(['1: nr | name', '2: 1 | Mara', '3: (line_too_long)']);
    expect(await readAll(new Uint8Array(100 * 1_024 * 1_024))).toEqual(['1: (file_too_large)']);
    expect(await readAll(utf8(`a\n${','.repeat(600)}\n`))).toEqual(['1: a', '2: (too_many_columns)']);
  });

  it('comes back as it was written, whatever is in it', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) =>
        text
          .replaceAll(/[\p{Cc}\u2028\u2029\ufeff]/gu, '')
          .trim()
          .normalize('NFC'),
      )
      .filter((text) => !/^(?:="|'[=+\-@|]|sep=)/i.test(text));
    const row = fc.tuple(fc.constantFrom('1', 'x'), cell, cell);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        async (rows, delimiter) => {
          const text = writeCsv([['a', 'b', 'c'], ...rows], { delimiter });
          expect(await readAll(utf8(text))).toEqual(
            [['a', 'b', 'c'], ...rows].map((cells, index) => `${index + 1}: ${cells.join(' | ')}`),
          );
        },
      ),
    );
  });
});

describe('a workbook that a gym brings', () => {
  it('has its first sheet read as somebody would have typed it', async () => {
    const rows = [
      ['number', 'joined', 'time', 'active', 'formula'],
      [1042, new Date(Date.UTC(2026, 2, 4)), new Date(Date.UTC(1899, 11, 30, 18, 30)), true, '=1+1'],
      [],
      ['0042', new Date(Date.UTC(2026, 2, 4, 18, 30)), '', false, 178.5],
    ];
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Members', rows },
        { name: 'Other', rows: [['x']] },
      ],
    });
    expect(await readAll(bytes)).toEqual([
      '1: number | joined | time | active | formula',
      '2: 1042 | 2026-03-04 | 18:30 | true | =1+1',
      '4: 0042 | 2026-03-04T18:30:00 |  | false | 178.5',
    ]);
  });

  it('that is cut off, locked, of the last century or no workbook at all is said to be so', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['a'], ['b']] }] });
    expect(await readAll(bytes.subarray(0, bytes.byteLength - 300))).toEqual(['1: (not_a_table)']);
    expect(await readAll(Buffer.from('PK\u0003\u0004nothing'))).toEqual(['1: (not_a_table)']);
    expect(await readAll(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toEqual(['1: (old_or_locked_workbook)']);
  });

  it('that unpacks to gigabytes is not unpacked', async () => {
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'A', rows: [['a'], ['b']] }] }));
    const entry = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    bytes.writeUInt32LE(0x7fff_ffff, entry + 24);
    expect(await readAll(bytes)).toEqual(['1: (file_too_large)']);
    bytes.writeUInt32LE(0, entry + 24);
    expect(await readAll(bytes)).toEqual(['1: (file_too_large)']);
  });
});
