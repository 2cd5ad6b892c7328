import type { LocalDays } from '../../shared/base/local-days.ts';
import { fail, type Result } from '../../shared/base/result.ts';
import type { Language } from '../../shared/domain/wording/languages.ts';
import { cellOf, matchColumns, type ColumnNames, type Sheet } from './match-columns.ts';
import type { ProblemList } from './problems.ts';
import { readTable } from './read-table.ts';
import { dateOrderOf, readDate, type DateOrder } from './read-values.ts';
import { UnreadableTable, type TableLine } from './table-line.ts';

/** What the reading of a file depends on besides the file. */
export interface ReadingContext {
  /** Of the gym. */
  readonly language: Language;
  /** The gym's calendar. */
  readonly days: LocalDays;
  /** The gym's day, ISO. */
  readonly today: string;
  /** What the operator says of the file's dates; null to find out. */
  readonly dates: DateOrder | null;
  /** Field to the name of its column. */
  readonly mapping: ReadonlyMap<string, string>;
  readonly problems: ProblemList;
}

/**
 * Reads a file to its end and finds its columns. What keeps it from being read is among the problems, as
 * is a column that has to be there.
 */
export async function readSheet<Field extends string>(
  bytes: Uint8Array,
  names: ColumnNames<Field>,
  required: readonly Field[],
  { mapping, problems }: ReadingContext,
): Promise<Sheet<Field>> {
  const lines: TableLine[] = [];
  try {
    for await (const line of readTable(bytes)) lines.push(line);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    problems.add({ line: error.line, column: null, code: error.code });
    return { columns: new Map(), ignored: [], lines: [] };
  }
  const [header, ...rest] = lines;
  if (header === undefined) {
    problems.add({ line: 1, column: null, code: 'empty_file' });
    return { columns: new Map(), ignored: [], lines: [] };
  }
  const { columns, ignored } = matchColumns(header, names, mapping, problems);
  const missing = required.filter((field) => !columns.has(field));
  for (const field of missing) problems.add({ line: header.line, column: field, code: 'column_missing' });
  return { columns, ignored, lines: missing.length > 0 ? [] : rest };
}

/** How a column writes its dates, of all that it says. */
export function datesOf<Field extends string>(
  sheet: Sheet<Field>,
  field: Field,
  { language, dates }: ReadingContext,
): DateOrder | null {
  const texts = sheet.lines.map((line) => cellOf(sheet, line, field));
  return dates ?? dateOrderOf(texts, language);
}

/** Reads the dates of a column, none of them after `latest`. */
export function dateReader<Field extends string>(
  sheet: Sheet<Field>,
  field: Field,
  context: ReadingContext,
  latest: string,
): (text: string) => Result<string, 'invalid_date' | 'ambiguous_date'> {
  const order = datesOf(sheet, field, context);
  return (text) => {
    // A spreadsheet's date may carry a midnight.
    const date = readDate(text.replace(/[T ]00:00(:00)?$/, ''), { order, today: context.today });
    return date.ok && date.value > latest ? fail('invalid_date') : date;
  };
}

/** Looks at one cell after the other and notes what is wrong with one. */
export class LineReader<Field extends string> {
  readonly #sheet: Sheet<Field>;
  readonly #line: TableLine;
  readonly #problems: ProblemList;

  constructor(sheet: Sheet<Field>, line: TableLine, problems: ProblemList) {
    this.#sheet = sheet;
    this.#line = line;
    this.#problems = problems;
  }

  /** Empty where the line says nothing. */
  text(field: Field): string {
    return cellOf(this.#sheet, this.#line, field);
  }

  problem(field: Field, code: string, more: { other_line?: number } = {}): void {
    const column = this.#sheet.columns.get(field)?.title ?? field;
    this.#problems.add({ line: this.#line.line, column, code, ...more });
  }

  /** What a cell means; undefined where it says nothing, or nothing that can be understood. */
  read<Value>(
    field: Field,
    understand: (text: string) => { ok: true; value: Value } | { ok: false; code: string },
  ): Value | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    const read = understand(text);
    if (read.ok) return read.value;
    this.problem(field, read.code);
    return undefined;
  }

  /** The same of a cell that has to say something. */
  need<Value>(
    field: Field,
    understand: (text: string) => { ok: true; value: Value } | { ok: false; code: string },
  ): Value | undefined {
    if (this.text(field) !== '') return this.read(field, understand);
    this.problem(field, 'missing_value');
    return undefined;
  }
}
