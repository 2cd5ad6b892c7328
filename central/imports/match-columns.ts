import type { ProblemList } from './problems.ts';
import type { TableLine } from './table-line.ts';

/** A thing that a file may tell of each line, and the names its column may have, in every language of the product. */
export type ColumnNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** Which column of the file a field stands in. */
export interface MatchedColumn {
  readonly index: number;
  /** As the file names it. */
  readonly title: string;
}

export interface Sheet<Field extends string> {
  readonly columns: ReadonlyMap<Field, MatchedColumn>;
  /** Columns that mean nothing to us. */
  readonly ignored: readonly string[];
  readonly lines: readonly TableLine[];
}

/** What two column names are compared by: letters and digits, small and without marks. */
export function columnKey(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Finds the columns by the names in the first line.
 * @param mapping names of this file's own, by field; before the names that everybody understands
 */
export function matchColumns<Field extends string>(
  header: TableLine,
  names: ColumnNames<Field>,
  mapping: ReadonlyMap<string, string>,
  problems: ProblemList,
): Pick<Sheet<Field>, 'columns' | 'ignored'> {
  const fields = Object.keys(names) as Field[];
  const byKey = new Map<string, Field>();
  for (const field of fields)
    for (const name of mapping.has(field) ? [mapping.get(field)!] : [field, ...names[field]])
      byKey.set(columnKey(name), field);
  const columns = new Map<Field, MatchedColumn>();
  const ignored: string[] = [];
  header.cells.forEach((title, index) => {
    const field = byKey.get(columnKey(title));
    if (field === undefined) {
      if (title !== '') ignored.push(title);
    } else if (columns.has(field)) problems.add({ line: header.line, column: title, code: 'column_twice' });
    else columns.set(field, { index, title });
  });
  return { columns, ignored };
}

/** What a line says of a field; empty where it says nothing. */
export function cellOf<Field extends string>(
  { columns }: Pick<Sheet<Field>, 'columns'>,
  { cells }: TableLine,
  field: Field,
): string {
  const column = columns.get(field);
  return column === undefined ? '' : (cells[column.index] ?? '');
}
