import { CsvError, parse } from 'csv-parse';
import { MAX_RECORD_LENGTH, UnreadableTable, type TableLine } from './table-line.ts';
import { decodeText, findDelimiter } from './table-text.ts';

/** Bytes handed to the parser at a time, so that a server does other work in between. */
const CHUNK_BYTES = 64 * 1_024;

const CODES: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: 'line_too_long',
  CSV_QUOTE_NOT_CLOSED: 'quote_not_closed',
  CSV_INVALID_CLOSING_QUOTE: 'text_after_quote',
};

function* chunksOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.byteLength; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/**
 * Reads separated values, record by record; a record may have line breaks between quotes.
 * @throws UnreadableTable at the line behind which nothing can be understood any more
 */
export async function* readCsvTable(bytes: Uint8Array): AsyncGenerator<TableLine> {
  const { delimiter, body, linesBefore } = findDelimiter(decodeText(bytes));
  let read: TableLine[] = [];
  let lastLine = linesBefore;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_LENGTH,
    // Kept here and not in the stream: what was read before an error is not lost with it.
    on_record: (cells, { lines }) => {
      read.push({ line: lastLine + 1, cells });
      lastLine = linesBefore + lines;
      return null;
    },
  });
  parser.on('error', () => undefined);
  const handOver = (chunk: Buffer | null): Promise<unknown> =>
    new Promise((resolve) => {
      if (chunk === null) parser.resume().end(resolve);
      else parser.write(chunk, resolve);
    });
  for (const chunk of [...chunksOf(body), null]) {
    const error = await handOver(chunk);
    yield* read;
    read = [];
    if (error instanceof CsvError)
      throw new UnreadableTable(CODES[error.code] ?? 'not_a_table', lastLine + 1);
    if (error instanceof Error) throw error;
  }
}
