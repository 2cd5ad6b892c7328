import { readCsvTable } from './csv-table.ts';
import { UnreadableTable, type TableLine } from './table-line.ts';
import { isWorkbook, readXlsxTable } from './xlsx-table.ts';

/** A gym of 100,000 members is a quarter of it. */
export const MAX_FILE_BYTES = 64 * 1_024 * 1_024;
const MAX_LINES = 500_000;
const MAX_CELLS = 500;

/** `="0042"`: how programs keep a spreadsheet from taking zeros away. */
const KEPT_AS_TEXT = /^="((?:[^"]|"")*)"$/;
/** How spreadsheets, and our own export, keep a text from being taken for a formula. */
const MARKED_AS_TEXT = /^'(?=[=+\-@|])/;
/** Characters that control something; in a table they are blanks. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** A cell as text: composed, without anything that controls a terminal or a page, and without blanks around it. */
export function tidyCell(cell: string): string {
  const plain = cell.replace(KEPT_AS_TEXT, (_all, text: string) => text.replaceAll('""', '"'));
  return plain.replaceAll(CONTROLS, ' ').trim().normalize('NFC').replace(MARKED_AS_TEXT, '');
}

/**
 * Reads a file as lines of cells: CSV or the first sheet of a workbook. Lines without a word in them are
 * left out. Whatever a cell looks like, it is text here.
 * @param bytes the whole file, at most `MAX_FILE_BYTES`
 * @throws UnreadableTable with code and line, where the file cannot be read to its end
 */
export async function* readTable(bytes: Uint8Array): AsyncGenerator<TableLine> {
  if (bytes.byteLength > MAX_FILE_BYTES) throw new UnreadableTable('file_too_large', 1);
  let lines = 0;
  for await (const { line, cells } of isWorkbook(bytes) ? readXlsxTable(bytes) : readCsvTable(bytes)) {
    if (cells.length > MAX_CELLS) throw new UnreadableTable('too_many_columns', line);
    const tidy = cells.map(tidyCell);
    if (tidy.every((cell) => cell === '')) continue;
    lines += 1;
    if (lines > MAX_LINES) throw new UnreadableTable('too_many_lines', line);
    yield { line, cells: tidy };
  }
}
