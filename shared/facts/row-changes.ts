import { DAY_MS } from '../base/clock.ts';
import {
  TABLES,
  TOMBSTONES,
  type Column,
  type MergeRule,
  type KeyOf,
  type Place,
  type TableName,
  type ValuesOf,
} from './tables.ts';

/** What one fact says about one row. */
export interface RowChange<Table extends TableName = TableName> {
  readonly table: Table;
  readonly key: Readonly<Record<string, Cell>>;
  /** Only what the fact says; a column that is left out stays as it is. */
  readonly values: Readonly<Record<string, Cell>>;
}

export type Cell = string | number | boolean | null;

/** Where a fact stands among all that were said: decides which of two is the latest. */
export interface Stamp {
  readonly atMs: number;
  readonly writer: string;
  readonly epoch: number;
  readonly seq: number;
}

/** A row as merging leaves it; `stamp` is that of the latest fact that spoke of its `latest` columns. */
export interface MergedRow {
  readonly key: Readonly<Record<string, Cell>>;
  readonly values: Readonly<Record<string, Cell>>;
  readonly stamp: Stamp | null;
}

/** Says something about a row; the compiler knows the table's columns. */
export function rowChange<Table extends TableName>(
  table: Table,
  key: KeyOf<Table>,
  values: ValuesOf<Table>,
): RowChange<Table> {
  return { table, key, values: values as RowChange['values'] };
}

/**
 * The same change with its times moved: of a fact whose kiosk's clock was wrong. Times of another day than
 * the fact's own did not come from that clock. Every integer column is a time.
 */
export function moveTimes(change: RowChange, happenedAtMs: number, byMs: number): RowChange {
  const columns: Readonly<Record<string, Column>> = TABLES[change.table];
  const move = (name: string, cell: Cell): Cell =>
    columns[name]?.type === 'integer' && typeof cell === 'number' && Math.abs(cell - happenedAtMs) < DAY_MS
      ? cell + byMs
      : cell;
  const values = Object.entries(change.values).map(([name, cell]) => [name, move(name, cell)] as const);
  return { ...change, values: Object.fromEntries(values) };
}

type NamedColumn = readonly [name: string, column: Column];

interface Described {
  readonly columns: readonly NamedColumn[];
  readonly byRule: Readonly<Record<MergeRule, readonly string[]>>;
}

const namesWith = (columns: readonly NamedColumn[], rule: MergeRule): string[] =>
  columns.filter(([, column]) => column.rule === rule).map(([name]) => name);

/** Every table as it is described, or as far as one place keeps it. */
function describe(place: Place | null): ReadonlyMap<string, Described> {
  return new Map(
    Object.entries(TABLES).map(([table, described]) => {
      const all: NamedColumn[] = Object.entries(described);
      const columns = all.filter(([, column]) => place === null || (column.place ?? place) === place);
      const byRule = {
        key: namesWith(columns, 'key'),
        first: namesWith(columns, 'first'),
        latest: namesWith(columns, 'latest'),
        largest: namesWith(columns, 'largest'),
      };
      return [table, { columns, byRule }];
    }),
  );
}

const DESCRIBED = { everywhere: describe(null), kiosk: describe('kiosk'), central: describe('central') };

/** The columns of a table in the order of its description: all, or those that are kept in one place. */
export function columnsOf(table: TableName, place?: Place): readonly NamedColumn[] {
  return DESCRIBED[place ?? 'everywhere'].get(table)?.columns ?? [];
}

/** The names of a table's columns that follow one rule. */
export function columnsWith(table: TableName, rule: MergeRule, place?: Place): readonly string[] {
  return DESCRIBED[place ?? 'everywhere'].get(table)?.byRule[rule] ?? [];
}

/** Whether a change says anything of what is kept in that place. */
export function concerns({ table, values }: RowChange, place: Place): boolean {
  const columns = columnsOf(table, place);
  if (columns.length === 0) return false;
  const said = Object.keys(values);
  return said.length === 0 || columns.some(([name, { rule }]) => rule !== 'key' && said.includes(name));
}

/** The key of a row as text, to find it in a map and to order rows by. */
export function keyText(table: TableName, key: Readonly<Record<string, Cell>>): string {
  return columnsWith(table, 'key')
    .map((name) => JSON.stringify(key[name]))
    .join(',');
}

/** Whether `left` was said after `right`. */
export function isLater(left: Stamp, right: Stamp): boolean {
  if (left.atMs !== right.atMs) return left.atMs > right.atMs;
  if (left.writer !== right.writer) return left.writer > right.writer;
  if (left.epoch !== right.epoch) return left.epoch > right.epoch;
  return left.seq > right.seq;
}

/**
 * Merges what a fact says into a row. In whatever order, and however often, the same facts are merged,
 * the row is the same.
 * @param row null where there is none yet
 */
export function mergeRow(row: MergedRow | null, change: RowChange, stamp: Stamp): MergedRow {
  const values: Record<string, Cell> = { ...row?.values };
  const saysLatest = columnsWith(change.table, 'latest').some((name) => name in change.values);
  const isNewest = saysLatest && (row?.stamp == null || isLater(stamp, row.stamp));
  for (const [name, column] of columnsOf(change.table)) {
    const said = change.values[name];
    if (column.rule === 'key' || said === undefined) continue;
    values[name] = mergeCell(column, values[name] ?? null, said, isNewest);
  }
  return { key: change.key, values, stamp: isNewest ? stamp : (row?.stamp ?? null) };
}

function mergeCell(column: Column, before: Cell, said: Cell, isNewest: boolean): Cell {
  if (column.rule === 'latest') return isNewest ? said : before;
  if (column.rule === 'first') return before ?? said;
  if (before === null || said === null) return before ?? said;
  return said > before ? said : before;
}

/** One change with the stamp of the fact it follows from. */
export interface StampedChange {
  readonly change: RowChange;
  readonly stamp: Stamp;
}

/** Folds changes of any tables into one row each, tables and rows in a fixed order: writers then lock rows alike. */
export function foldChanges(changes: readonly StampedChange[]): ReadonlyMap<TableName, readonly MergedRow[]> {
  const folded = new Map<TableName, Map<string, MergedRow>>();
  for (const { change, stamp } of changes) {
    const rows = folded.get(change.table) ?? new Map<string, MergedRow>();
    folded.set(change.table, rows);
    const key = keyText(change.table, change.key);
    rows.set(key, mergeRow(rows.get(key) ?? null, change, stamp));
  }
  const names = Object.keys(TABLES).filter((name) => folded.has(name as TableName)) as TableName[];
  return new Map(
    names.map((table) => {
      const rows = [...(folded.get(table) ?? [])].sort(([left], [right]) => (left < right ? -1 : 1));
      return [table, rows.map(([, row]) => row)];
    }),
  );
}

/** The table whose rows keep rows of this table away; null where none does. */
export function tombstonesOf(table: TableName): TableName | null {
  return TOMBSTONES[table] ?? null;
}
