import type { MemberId } from '../../../shared/base/ids.ts';
import { reckonedEffects, stampedEffects, type CountedTime } from '../../../shared/facts/all-facts.ts';
import { BEFORE_FACTS } from '../../../shared/facts/domain-rows.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import {
  columnsOf,
  tombstonesOf,
  type Cell,
  type RowChange,
  type Stamp,
} from '../../../shared/facts/row-changes.ts';
import { TABLES, type Column, type TableName } from '../../../shared/facts/tables.ts';
import type { WritableDb } from './database.ts';
import { mergeMembers, whoeverItIs } from './merge-members.ts';
import { settleArrival } from './settle-visits.ts';
import { sql } from './sql.ts';

/** Where the fact stands that said the present word of a row's `latest` columns. */
export const STAMP = ['said_at', 'said_by', 'said_epoch', 'said_seq'] as const;

/**
 * How facts come: a kiosk's own in their order, so that its later word counts also after its clock was set
 * back; others' in any order, and the rows are the same whatever it is.
 */
export type Arrival = 'in_order' | 'in_any_order';

/**
 * Brings what a fact says into the tables, inside the transaction that stores it, with what follows at once: about
 * whoever its member turned out to be. Doing it again changes nothing.
 * @param fact judged before: its payload fits its kind's schema
 */
export function applyFact(tx: WritableDb, fact: Fact, arrival: Arrival): void {
  const { happenedAtMs: atMs } = fact;
  apply(tx, fact, { countedAtMs: atMs, orderedAtMs: atMs }, arrival);
}

/** The same for a fact that somebody else said. @param time what central makes of its clock */
export function applyOthersFact(tx: WritableDb, fact: Fact, time: CountedTime): void {
  apply(tx, fact, time, 'in_any_order');
}

function apply(tx: WritableDb, fact: Fact, time: CountedTime, arrival: Arrival): void {
  if (fact.kind === 'member.merged') return mergePeople(tx, fact);
  const memberId = fact.memberId === null ? null : (whoeverItIs(tx, fact.memberId) as MemberId);
  for (const { change, stamp } of reckonedEffects({ ...fact, memberId }, time, 'kiosk'))
    mergeChange(tx, change, stamp, arrival);
}

function mergePeople(tx: WritableDb, fact: Fact): void {
  for (const { change, stamp } of stampedEffects(fact, 'kiosk'))
    mergeChange(tx, change, stamp, 'in_any_order');
  const from = fact.memberId ?? '';
  const into = whoeverItIs(tx, from);
  if (into === from) return;
  mergeMembers(tx, from, into, ({ table, key, values, stamp }) =>
    mergeChange(tx, { table, key, values }, stamp, 'in_any_order'),
  );
}

/** Stores a row that comes from elsewhere than a fact: a demo gym, an import. */
export function importRow(tx: WritableDb, change: RowChange): void {
  mergeChange(tx, change, BEFORE_FACTS, 'in_any_order');
}

/** Merges one change into its row. What is taken back stays away, whichever came first. */
function mergeChange(tx: WritableDb, change: RowChange, stamp: Stamp, arrival: Arrival): void {
  const { key, values } = change;
  const { keys, said, saysLatest, isKeptAway, merge, buries } = statementsFor(change, arrival);
  const keyCells = keys.map(([name, column]) => toSql(key[name] ?? null, column));
  const cells = said.map(([name, column]) => toSql(values[name] ?? null, column));
  const stampCells = saysLatest ? [stamp.atMs, stamp.writer, stamp.epoch, stamp.seq] : [];
  sql(tx, merge).run(...keyCells, ...cells, ...stampCells, ...(isKeptAway ? keyCells : []));
  for (const bury of buries) sql(tx, bury).run(...keyCells);
  if (change.table === 'visits') settleArrival(tx, String(key['user_id']), Number(values['checked_in_at']));
}

function toSql(cell: Cell, { type }: Column): string | number | Buffer | null {
  if (type === 'bytes') return cell === null ? null : Buffer.from(String(cell), 'base64');
  return typeof cell === 'boolean' ? Number(cell) : cell;
}

type Named = readonly (readonly [name: string, column: Column])[];

/** The statements for changes of one table that say the same columns. */
interface Statements {
  readonly keys: Named;
  readonly said: Named;
  readonly saysLatest: boolean;
  readonly isKeptAway: boolean;
  readonly merge: string;
  /** Deletes the row that this one keeps away, in every table that has one. */
  readonly buries: readonly string[];
}

const known = new Map<string, Statements>();

function statementsFor({ table, values }: RowChange, arrival: Arrival): Statements {
  const shape = `${arrival} ${table} ${Object.keys(values).join()}`;
  let statements = known.get(shape);
  if (statements === undefined) {
    statements = makeStatements(table, Object.keys(values), arrival);
    known.set(shape, statements);
  }
  return statements;
}

function makeStatements(table: TableName, saidNames: readonly string[], arrival: Arrival): Statements {
  const columns = columnsOf(table, 'kiosk');
  const keys = columns.filter(([, { rule }]) => rule === 'key');
  const said = columns.filter(([name, { rule }]) => rule !== 'key' && saidNames.includes(name));
  const saysLatest = said.some(([, { rule }]) => rule === 'latest');
  const names = [...[...keys, ...said].map(([name]) => name), ...(saysLatest ? STAMP : [])];
  const marks = names.map(() => '?').join(', ');
  const tombstones = tombstonesOf(table);
  const row =
    tombstones === null
      ? `VALUES (${marks})`
      : `SELECT ${marks} WHERE NOT EXISTS (SELECT 1 FROM ${tombstones} WHERE ${sameKey(keys)})`;
  const merge = `INSERT INTO ${table} AS known (${names.join(', ')}) ${row}
ON CONFLICT (${keys.map(([name]) => name).join(', ')}) ${onConflict(said, arrival)}`;
  const buried = (Object.keys(TABLES) as TableName[]).filter((other) => tombstonesOf(other) === table);
  const buries = buried.map((other) => `DELETE FROM ${other} WHERE ${sameKey(keys)}`);
  return { keys, said, saysLatest, isKeptAway: tombstones !== null, merge, buries };
}

const sameKey = (keys: Named): string => keys.map(([name]) => `${name} = ?`).join(' AND ');

/** The merge rules of the table's description, in SQL. A row that would not change is not written. */
function onConflict(said: Named, arrival: Arrival): string {
  if (said.length === 0) return 'DO NOTHING';
  const isNewer = IS_NEWER[arrival];
  const sets: string[] = [];
  const changes = new Set<string>();
  for (const [name, { rule }] of said) {
    const isFilled = `(known.${name} IS NULL AND excluded.${name} IS NOT NULL)`;
    if (rule === 'first') {
      sets.push(`${name} = coalesce(known.${name}, excluded.${name})`);
      changes.add(isFilled);
    } else if (rule === 'largest') {
      const isLarger = `(${isFilled} OR excluded.${name} > known.${name})`;
      sets.push(`${name} = CASE WHEN ${isLarger} THEN excluded.${name} ELSE known.${name} END`);
      changes.add(isLarger);
    } else {
      sets.push(`${name} = CASE WHEN ${isNewer} THEN excluded.${name} ELSE known.${name} END`);
      changes.add(isNewer);
    }
  }
  if (changes.has(isNewer)) {
    for (const name of STAMP.slice(1))
      sets.push(`${name} = CASE WHEN ${isNewer} THEN excluded.${name} ELSE known.${name} END`);
    sets.push(`said_at = CASE WHEN ${isNewer} THEN ${SAID_AT} ELSE known.said_at END`);
  }
  return `DO UPDATE SET ${sets.join(',\n  ')}\nWHERE ${[...changes].join(' OR ')}`;
}

const stampOf = (row: string): string => `(${STAMP.map((name) => `${row}.${name}`).join(', ')})`;
const IS_LATER = `known.said_at IS NULL OR ${stampOf('excluded')} > ${stampOf('known')}`;
const IS_FOLLOWING = `(excluded.said_by = known.said_by
  AND (excluded.said_epoch, excluded.said_seq) > (known.said_epoch, known.said_seq))`;
const IS_NEWER: Readonly<Record<Arrival, string>> = {
  in_order: `(${IS_LATER} OR ${IS_FOLLOWING})`,
  in_any_order: `(${IS_LATER})`,
};
/** What follows a word of a clock that was ahead counts as said right after it. */
const SAID_AT = `CASE WHEN ${IS_LATER} THEN excluded.said_at ELSE known.said_at + 1 END`;
