import { RE_ENTRY_GAP_MS } from '../../shared/domain/check-in/check-in-rules.ts';
import {
  columnsOf,
  columnsWith,
  tombstonesOf,
  type Cell,
  type MergedRow,
} from '../../shared/facts/row-changes.ts';
import type { ColumnType, TableName } from '../../shared/facts/tables.ts';
import { columnValues, statement, type Statement } from './database.ts';

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'bigint',
  real: 'float8',
  boolean: 'boolean',
  bytes: 'bytea',
};

/** Where the fact stands that said the present word of a row's `latest` columns. */
const STAMP = [
  ['said_at', 'bigint'],
  ['said_by', 'text'],
  ['said_epoch', 'bigint'],
  ['said_seq', 'bigint'],
] as const;

/** What a written row tells besides that it was. */
const TOLD: Partial<Readonly<Record<TableName, string>>> = {
  // Whether the member arrived at another time near to this one; rows of the same statement are not seen.
  // Ordered as the index by time is, so that it is the one that is used: the other has all visits of a member.
  visits: `known.user_id, (select true from visits near
    where near.gym_id = known.gym_id and near.user_id = known.user_id and near.id <> known.id
      and near.checked_in_at > known.checked_in_at - ${RE_ENTRY_GAP_MS}
      and near.checked_in_at < known.checked_in_at + ${RE_ENTRY_GAP_MS}
    order by near.gym_id, near.user_id, near.checked_in_at limit 1) as is_close`,
  member_details: 'known.user_id, known.field',
};

const texts = new Map<TableName, string>();

/**
 * Merges rows that facts produced into a table: one statement, whatever their number. What is taken back
 * stays away. Answers with a row for each row that is new or changed.
 * @param rows each key once, in the order of their keys: two kiosks that write the same rows lock them alike
 */
export function mergeFactRows(
  gymId: string,
  table: TableName,
  rows: readonly MergedRow[],
): Statement<Record<string, unknown>> {
  const known = texts.get(table) ?? statementText(table);
  texts.set(table, known);
  const columns = columnsOf(table, 'central').map(([name]) =>
    columnValues(rows, (row) => row.values[name] ?? row.key[name] ?? null),
  );
  const stamps = hasStamp(table)
    ? [
        columnValues(rows, ({ stamp }) => stamp?.atMs ?? null),
        columnValues(rows, ({ stamp }) => stamp?.writer ?? null),
        columnValues(rows, ({ stamp }) => stamp?.epoch ?? null),
        columnValues(rows, ({ stamp }) => stamp?.seq ?? null),
      ]
    : [];
  return statement(known, [gymId, ...columns, ...stamps]);
}

/** The rows that some members have in a table that facts produce, as merging left them. */
export function selectFactRows(
  gymId: string,
  table: TableName,
  userIds: readonly string[],
): Statement<{ row: Record<string, Cell> }> {
  return statement(
    `select to_jsonb(t) as row from ${table} t where gym_id = $1 and user_id = any($2::text[])`,
    [gymId, userIds],
  );
}

/** A row as it is read back. */
export function toMergedRow(table: TableName, row: Readonly<Record<string, Cell>>): MergedRow {
  const pick = (names: readonly string[]): Record<string, Cell> =>
    Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  const keys = columnsWith(table, 'key', 'central');
  const others = columnsOf(table, 'central').map(([name]) => name);
  const isStamped = hasStamp(table) && typeof row['said_at'] === 'number';
  return {
    key: pick(keys),
    values: pick(others.filter((name) => !keys.includes(name))),
    stamp: isStamped
      ? {
          atMs: Number(row['said_at']),
          writer: String(row['said_by']),
          epoch: Number(row['said_epoch']),
          seq: Number(row['said_seq']),
        }
      : null,
  };
}

export function deleteFactRows(gymId: string, table: TableName, userIds: readonly string[]): Statement {
  return statement(`delete from ${table} where gym_id = $1 and user_id = any($2::text[])`, [gymId, userIds]);
}

function hasStamp(table: TableName): boolean {
  return columnsWith(table, 'latest', 'central').length > 0;
}

function statementText(table: TableName): string {
  const columns = [
    ...columnsOf(table, 'central').map(([name, { type }]) => [name, TYPES[type]] as const),
    ...(hasStamp(table) ? STAMP : []),
  ];
  const names = columns.map(([name]) => name).join(', ');
  const given = columns.map(([, type], index) => `$${index + 2}::${type}[]`).join(', ');
  const keys = columnsWith(table, 'key');
  return `insert into ${table} as known (gym_id, ${names})
select $1, given.* from unnest(${given}) as given (${names})
${keptAway(table, keys)}
on conflict (gym_id, ${keys.join(', ')}) ${onConflict(table)}
returning ${TOLD[table] ?? 'true as is_written'}`;
}

function keptAway(table: TableName, keys: readonly string[]): string {
  const tombstones = tombstonesOf(table);
  if (tombstones === null) return '';
  const same = keys.map((name) => `gone.${name} = given.${name}`).join(' and ');
  return `where not exists (select 1 from ${tombstones} gone where gone.gym_id = $1 and ${same})`;
}

/** The merge rules of the table's description, in SQL. A row that would not change is not written. */
function onConflict(table: TableName): string {
  const changes: string[] = [];
  const sets: string[] = [];
  const set = (name: string, value: string): void => void sets.push(`${name} = ${value}`);
  for (const rule of ['first', 'largest'] as const)
    for (const name of columnsWith(table, rule, 'central')) {
      const isFilled = `(known.${name} is null and excluded.${name} is not null)`;
      changes.push(rule === 'first' ? isFilled : `(${isFilled} or excluded.${name} > known.${name})`);
      set(
        name,
        rule === 'first'
          ? `coalesce(known.${name}, excluded.${name})`
          : `greatest(known.${name}, excluded.${name})`,
      );
    }
  if (hasStamp(table)) {
    const stampOf = (row: string): string => `(${STAMP.map(([name]) => `${row}.${name}`).join(', ')})`;
    const isNewer = `(excluded.said_at is not null and (known.said_at is null or ${stampOf('excluded')} > ${stampOf('known')}))`;
    changes.push(isNewer);
    const latest = columnsWith(table, 'latest', 'central');
    for (const name of [...latest, ...STAMP.map(([name]) => name)])
      set(name, `case when ${isNewer} then excluded.${name} else known.${name} end`);
  }
  return sets.length === 0
    ? 'do nothing'
    : `do update set ${sets.join(',\n  ')}\nwhere ${changes.join(' or ')}`;
}
