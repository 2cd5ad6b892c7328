import { stampedEffects } from '../../../shared/facts/all-facts.ts';
import { BEFORE_FACTS } from '../../../shared/facts/domain-rows.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import {
  columnsOf,
  columnsWith,
  tombstonesOf,
  type Cell,
  type RowChange,
  type Stamp,
} from '../../../shared/facts/row-changes.ts';
import { TABLES, type Column, type TableName } from '../../../shared/facts/tables.ts';
import type { WritableDb } from './database.ts';
import { sql } from './sql.ts';

/** Where the fact stands that said the present word of a row's `latest` columns. */
const STAMP = ['said_at_ms', 'said_by', 'said_epoch', 'said_seq'] as const;

/** Tables whose rows come of facts here. */
const PRODUCED: ReadonlySet<TableName> = new Set<TableName>(['visits']);

/**
 * How facts come: a kiosk's own in their order, so that its later word counts also after its clock was set
 * back; others' in any order, and the rows are the same whatever it is.
 */
export type Arrival = 'in_order' | 'in_any_order';

/**
 * Brings what a fact says into the tables, inside the transaction that stores it. Doing it again changes nothing.
 * @param fact judged before: its payload fits its kind's schema
 */
export function applyFact(tx: WritableDb, fact: Fact, arrival: Arrival): void {
  for (const { change, stamp } of stampedEffects(fact))
    if (PRODUCED.has(change.table)) mergeChange(tx, change, stamp, arrival);
}

/** Stores a row that comes from elsewhere than a fact: a demo gym, an import. */
export function importRow(tx: WritableDb, change: RowChange): void {
  mergeChange(tx, change, BEFORE_FACTS, 'in_any_order');
}

/** Merges one change into its row. What is taken back stays away, whichever came first. */
function mergeChange(tx: WritableDb, change: RowChange, stamp: Stamp, arrival: Arrival): void {
  const { table, key, values } = change;
  const { merge, buries } = statementsOf(table, arrival);
  const keys = columnsWith(table, 'key').map((name) => toSql(key[name] ?? null));
  const cells = columnsOf(table).map(([name]) => toSql(values[name] ?? key[name] ?? null));
  const said = hasStamp(table) ? stampCells(change, stamp) : [];
  sql(tx, merge).run(...cells, ...said, ...(tombstonesOf(table) === null ? [] : keys));
  for (const bury of buries) sql(tx, bury).run(...keys);
}

/** Only a fact that says something of the `latest` columns has a say in which of two is the later. */
function stampCells({ table, values }: RowChange, { atMs, writer, epoch, seq }: Stamp): Cell[] {
  const saysLatest = columnsWith(table, 'latest').some((name) => name in values);
  return saysLatest ? [atMs, writer, epoch, seq] : STAMP.map(() => null);
}

function toSql(cell: Cell): string | number | null {
  return typeof cell === 'boolean' ? Number(cell) : cell;
}

interface Statements {
  readonly merge: string;
  /** Deletes the row that this one keeps away, in every table that has one. */
  readonly buries: readonly string[];
}

const known = { in_order: new Map<TableName, Statements>(), in_any_order: new Map<TableName, Statements>() };

function statementsOf(table: TableName, arrival: Arrival): Statements {
  const before = known[arrival].get(table);
  if (before !== undefined) return before;
  const mourned = (Object.keys(TABLES) as TableName[]).filter((other) => tombstonesOf(other) === table);
  const buries = mourned.map((other) => `DELETE FROM ${other} WHERE ${isSameKey(table, '', '?')}`);
  const statements = { merge: mergeText(table, arrival), buries };
  known[arrival].set(table, statements);
  return statements;
}

function hasStamp(table: TableName): boolean {
  return columnsWith(table, 'latest').length > 0;
}

function isSameKey(table: TableName, prefix: string, other: string): string {
  return columnsWith(table, 'key')
    .map((name) => `${prefix}${name} = ${other}`)
    .join(' AND ');
}

function mergeText(table: TableName, arrival: Arrival): string {
  const names = [...columnsOf(table).map(([name]) => name), ...(hasStamp(table) ? STAMP : [])];
  const marks = names.map(() => '?').join(', ');
  const tombstones = tombstonesOf(table);
  const row =
    tombstones === null
      ? `VALUES (${marks})`
      : `SELECT ${marks} WHERE NOT EXISTS (SELECT 1 FROM ${tombstones} AS gone WHERE ${isSameKey(table, 'gone.', '?')})`;
  return `INSERT INTO ${table} AS known (${names.join(', ')}) ${row}
ON CONFLICT (${columnsWith(table, 'key').join(', ')}) ${onConflict(table, arrival)}`;
}

/** The merge rules of the table's description, in SQL. A row that would not change is not written. */
function onConflict(table: TableName, arrival: Arrival): string {
  const sets: string[] = [];
  const changes: string[] = [];
  for (const [name, { rule }] of columnsOf(table)) {
    const merged = MERGED[rule]?.(name);
    if (merged === undefined) continue;
    sets.push(`${name} = ${merged.value}`);
    changes.push(merged.isChange);
  }
  if (hasStamp(table)) {
    const isNewer = IS_NEWER[arrival];
    for (const name of [...columnsWith(table, 'latest'), ...STAMP.slice(1)])
      sets.push(`${name} = CASE WHEN ${isNewer} THEN excluded.${name} ELSE known.${name} END`);
    sets.push(`said_at_ms = CASE WHEN ${isNewer} THEN ${SAID_AT} ELSE known.said_at_ms END`);
    changes.push(isNewer);
  }
  return sets.length === 0
    ? 'DO NOTHING'
    : `DO UPDATE SET ${sets.join(',\n  ')}\nWHERE ${changes.join(' OR ')}`;
}

const MERGED: Partial<
  Readonly<Record<Column['rule'], (name: string) => { readonly value: string; readonly isChange: string }>>
> = {
  first: (name) => ({
    value: `coalesce(known.${name}, excluded.${name})`,
    isChange: `(known.${name} IS NULL AND excluded.${name} IS NOT NULL)`,
  }),
  largest: (name) => ({
    value: `max(coalesce(known.${name}, excluded.${name}), coalesce(excluded.${name}, known.${name}))`,
    isChange: `((known.${name} IS NULL AND excluded.${name} IS NOT NULL) OR excluded.${name} > known.${name})`,
  }),
};

const stampOf = (row: string): string => `(${STAMP.map((name) => `${row}.${name}`).join(', ')})`;
const IS_LATER = `${stampOf('excluded')} > ${stampOf('known')}`;
const IS_FOLLOWING = `(excluded.said_by = known.said_by
  AND (excluded.said_epoch, excluded.said_seq) > (known.said_epoch, known.said_seq))`;
const isNewerWhere = (isLater: string): string =>
  `(excluded.said_at_ms IS NOT NULL AND (known.said_at_ms IS NULL OR ${isLater}))`;
const IS_NEWER: Readonly<Record<Arrival, string>> = {
  in_order: isNewerWhere(`${IS_LATER} OR ${IS_FOLLOWING}`),
  in_any_order: isNewerWhere(IS_LATER),
};
/** What follows a word of a clock that was ahead counts as said right after it. */
const SAID_AT = `CASE WHEN known.said_at_ms IS NULL OR ${IS_LATER} THEN excluded.said_at_ms ELSE known.said_at_ms + 1 END`;
