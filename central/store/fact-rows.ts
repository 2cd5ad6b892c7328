import {
  columnsOf,
  columnsWith,
  tombstonesOf,
  type Cell,
  type MergedRow,
} from '../../shared/facts/row-changes.ts';
import type { ColumnType, TableName } from '../../shared/facts/tables.ts';
import { statement, type Statement } from './database.ts';

/** What a column is called here where the kiosk's name for it is another. Times carry their unit here. */
const NAMES: Partial<Readonly<Record<TableName, Readonly<Record<string, string>>>>> = {
  users: { id: 'member_id', joined_at: 'joined_at_ms' },
  cards: { enrolled_at: 'enrolled_at_ms' },
  straps: { enrolled_at: 'enrolled_at_ms' },
  visits: { id: 'visit_id', checked_in_at: 'checked_in_at_ms' },
  progress_metrics: { recorded_at: 'recorded_at_ms' },
  retracted_metrics: { retracted_at: 'retracted_at_ms' },
  goals: { id: 'goal_id', created_at: 'created_at_ms', updated_at: 'updated_at_ms' },
  ended_goals: { id: 'goal_id', ended_at: 'ended_at_ms' },
  heart_rate_sessions: {
    id: 'session_id',
    started_at: 'started_at_ms',
    heard_until: 'heard_until_ms',
    ended_at: 'ended_at_ms',
  },
  notification_reads: { read_at: 'read_at_ms' },
  notification_preferences: { decided_at: 'decided_at_ms' },
};

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'bigint',
  real: 'float8',
  boolean: 'boolean',
};

/** Where the fact stands that said the present word of a row's `latest` columns. */
const STAMP = [
  ['said_at_ms', 'bigint'],
  ['said_by', 'text'],
  ['said_epoch', 'bigint'],
  ['said_seq', 'bigint'],
] as const;

function nameOf(table: TableName, column: string): string {
  return NAMES[table]?.[column] ?? (column === 'user_id' ? 'member_id' : column);
}

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
  const columns = columnsOf(table).map(([name]) =>
    rows.map((row): Cell => row.values[name] ?? row.key[name] ?? null),
  );
  const stamps = hasStamp(table)
    ? [
        rows.map(({ stamp }) => stamp?.atMs ?? null),
        rows.map(({ stamp }) => stamp?.writer ?? null),
        rows.map(({ stamp }) => stamp?.epoch ?? null),
        rows.map(({ stamp }) => stamp?.seq ?? null),
      ]
    : [];
  return statement(known, [gymId, ...columns, ...stamps]);
}

function hasStamp(table: TableName): boolean {
  return columnsWith(table, 'latest').length > 0;
}

function statementText(table: TableName): string {
  const columns = [
    ...columnsOf(table).map(([name, { type }]) => [nameOf(table, name), TYPES[type]] as const),
    ...(hasStamp(table) ? STAMP : []),
  ];
  const names = columns.map(([name]) => name).join(', ');
  const given = columns.map(([, type], index) => `$${index + 2}::${type}[]`).join(', ');
  const keys = columnsWith(table, 'key').map((name) => nameOf(table, name));
  return `insert into ${table} as known (gym_id, ${names})
select $1, given.* from unnest(${given}) as given (${names})
${keptAway(table, keys)}
on conflict (gym_id, ${keys.join(', ')}) ${onConflict(table)}
returning ${keys.map((name) => `known.${name}`).join(', ')}`;
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
    for (const column of columnsWith(table, rule)) {
      const name = nameOf(table, column);
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
    const isNewer = `(excluded.said_at_ms is not null and (known.said_at_ms is null or ${stampOf('excluded')} > ${stampOf('known')}))`;
    changes.push(isNewer);
    const latest = columnsWith(table, 'latest').map((column) => nameOf(table, column));
    for (const name of [...latest, ...STAMP.map(([name]) => name)])
      set(name, `case when ${isNewer} then excluded.${name} else known.${name} end`);
  }
  return sets.length === 0
    ? 'do nothing'
    : `do update set ${sets.join(',\n  ')}\nwhere ${changes.join(' or ')}`;
}
