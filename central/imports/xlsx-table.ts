import { HucreError } from 'hucre';
import { streamXlsxRows, type CellValue } from 'hucre/xlsx';
import { UnreadableTable, type TableLine } from './table-line.ts';

/** What the parts of a workbook may unpack to, all together. */
const MAX_UNPACKED_BYTES = 256 * 1_024 * 1_024;

/** Of the zip format (APPNOTE 4.3.12): the mark of an entry in the directory, and where its sizes stand. */
const DIRECTORY_ENTRY = Buffer.from('PK\u0001\u0002', 'latin1');
const PACKED_AT = 20;
const UNPACKED_AT = 24;
const ENTRY_BYTES = 46;
/** "See elsewhere": an entry of 4 GB or more. */
const ZIP64 = 0xffff_ffff;

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** A container of Microsoft's: a workbook before 2007, or one with a password. */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Whether the bytes are a workbook, of the kind that can be read or of another. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, ZIP) || startsWith(bytes, COMPOUND_FILE);
}

function startsWith(bytes: Uint8Array, mark: Buffer): boolean {
  return mark.equals(bytes.subarray(0, mark.byteLength));
}

/**
 * What the workbook says it unpacks to. The reader stops an entry at the size that it says, so no entry
 * is larger than it admits; one that admits nothing counts as endless.
 */
function unpackedBytes(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = file.indexOf(DIRECTORY_ENTRY); at >= 0; at = file.indexOf(DIRECTORY_ENTRY, at + 1)) {
    if (at + ENTRY_BYTES > file.byteLength) break;
    const [packed, unpacked] = [file.readUInt32LE(at + PACKED_AT), file.readUInt32LE(at + UNPACKED_AT)];
    sum += unpacked === ZIP64 || (unpacked === 0 && packed > 2) ? Number.POSITIVE_INFINITY : unpacked;
  }
  return sum;
}

/** A cell as somebody would have typed it: dates and times of day in ISO 8601, numbers with a point. */
function textOf(cell: CellValue): string {
  if (cell === null) return '';
  if (!(cell instanceof Date)) return String(cell);
  const [date = '', time = ''] = cell.toISOString().split('T');
  // A time of day is a part of the day before 1900.
  if (cell.getTime() < Date.UTC(1900, 0, 1)) return time.slice(0, 5);
  return time.startsWith('00:00:00') ? date : `${date}T${time.slice(0, 8)}`;
}

/**
 * Reads the first sheet of a workbook (.xlsx), row by row; a formula is what it last came to.
 * @throws UnreadableTable
 */
export async function* readXlsxTable(bytes: Uint8Array): AsyncGenerator<TableLine> {
  if (startsWith(bytes, COMPOUND_FILE)) throw new UnreadableTable('old_or_locked_workbook', 1);
  if (unpackedBytes(bytes) > MAX_UNPACKED_BYTES) throw new UnreadableTable('file_too_large', 1);
  let line = 0;
  try {
    for await (const { index, values } of streamXlsxRows(bytes)) {
      line = index + 1;
      yield { line, cells: values.map(textOf) };
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw new UnreadableTable('not_a_table', line + 1);
  }
}
