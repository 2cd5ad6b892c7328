import { isUtf8 } from 'node:buffer';

/** What separates cells, by what people have: a comma, a semicolon (Excel where commas are decimals), a tab. */
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Excel's own first line that says which it is. */
const SEPARATOR_LINE = /^sep=([,;\t])(\r\n|\r|\n)/i;
/** A line of column names is not longer. */
const MAX_HEADER_LENGTH = 64 * 1_024;

/**
 * The text of a file that a gym's old software or a spreadsheet wrote: UTF-8 or UTF-16 where it says so or
 * is UTF-8, else Windows-1252, in which every byte is a character.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/**
 * Which character separates the cells: the one that stands most often between the column names.
 * @returns the text without a line that only says so, and how many lines that were
 */
export function findDelimiter(text: string): { delimiter: Delimiter; body: string; linesBefore: number } {
  const said = SEPARATOR_LINE.exec(text);
  if (said !== null)
    return { delimiter: said[1] as Delimiter, body: text.slice(said[0].length), linesBefore: 1 };
  const header = firstRecord(text.slice(0, MAX_HEADER_LENGTH));
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return { delimiter: DELIMITERS[counts.indexOf(Math.max(...counts))]!, body: text, linesBefore: 0 };
}

/** The first line that says anything, without what stands between quotes. */
function firstRecord(text: string): string {
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, '""');
  return /^\s*(.*)/.exec(bare.replaceAll(/^[\r\n]+/g, ''))?.[1] ?? '';
}
