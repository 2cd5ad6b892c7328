import { columnsOf, columnsWith, type Cell } from '../../../shared/facts/row-changes.ts';
import { TABLES, type TableName } from '../../../shared/facts/tables.ts';
import type { WritableDb } from './database.ts';
import { settleVisits } from './settle-visits.ts';
import { sql } from './sql.ts';

/** A chain of ids of one person is never longer. */
const MOST_STEPS = 8;
/** What was said stays as it was said; a member's details are those of whoever stays. */
const NOT_MOVED: ReadonlySet<string> = new Set([
  'facts',
  'merged_members',
  'member_details',
  'heart_rate_blocks',
]);

/** Whom a fact about that member is about. */
export function whoeverItIs(tx: WritableDb, memberId: string): string {
  let id = memberId;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const row = sql<{ into: string }>(
      tx,
      'SELECT into_id AS "into" FROM merged_members WHERE user_id = ?',
    ).get(id);
    if (row === undefined || row.into === id) return id;
    id = row.into;
  }
  return id;
}

/** A row of a table that facts produce, as it is read back. */
export interface ReadRow {
  readonly table: TableName;
  readonly key: Readonly<Record<string, Cell>>;
  readonly values: Readonly<Record<string, Cell>>;
  readonly stamp: { atMs: number; writer: string; epoch: number; seq: number };
}

/**
 * Makes one person of two ids, as central does: rows of `from` are merged into those of `into` by the rules by
 * which facts are, what was worked out is forgotten and drawn anew, and what this kiosk alone knows goes along.
 * @param merge merges a row by the rules of its table
 */
export function mergeMembers(
  tx: WritableDb,
  from: string,
  into: string,
  merge: (row: ReadRow) => void,
): void {
  tx.pragma('defer_foreign_keys = ON');
  tx.prepare(
    'DELETE FROM progress_metrics WHERE user_id = ? AND formula IS NOT NULL AND heart_rate_session_id IS NULL',
  ).run(from);
  tx.prepare('DELETE FROM member_details WHERE user_id = ?').run(from);
  moveSeconds(tx, from, into);
  for (const table of Object.keys(TABLES) as TableName[]) {
    const isPersonal = columnsWith(table, 'key', 'kiosk').includes('user_id') && !NOT_MOVED.has(table);
    if (isPersonal)
      for (const row of rowsOf(tx, table, from)) merge({ ...row, key: { ...row.key, user_id: into } });
  }
  for (const table of tablesWithMembers(tx)) {
    tx.prepare(`UPDATE OR IGNORE ${table} SET user_id = ? WHERE user_id = ?`).run(into, from);
    tx.prepare(`DELETE FROM ${table} WHERE user_id = ?`).run(from);
  }
  tx.prepare('DELETE FROM users WHERE id = ?').run(from);
  tx.prepare('DELETE FROM member_reviews WHERE user_id IN (?, ?)').run(from, into);
  settleVisits(tx, into);
}

/** The seconds of sessions lie in the order of time: found by when their session was. */
function moveSeconds(tx: WritableDb, from: string, into: string): void {
  tx.prepare(
    `UPDATE heart_rate_blocks SET user_id = :into
     WHERE user_id = :from AND (started_at, session_id, user_id) IN
       (SELECT b.started_at, b.session_id, b.user_id FROM heart_rate_sessions s JOIN heart_rate_blocks b
          ON b.started_at BETWEEN s.started_at - 60000 AND coalesce(s.ended_at, s.started_at + 86400000)
            AND b.session_id = s.id AND b.user_id = s.user_id
        WHERE s.user_id = :from)`,
  ).run({ from, into });
}

function rowsOf(tx: WritableDb, table: TableName, userId: string): ReadRow[] {
  const columns = columnsOf(table, 'kiosk');
  const isStamped = columns.some(([, { rule }]) => rule === 'latest');
  const rows = tx.prepare(`SELECT * FROM ${table} WHERE user_id = ?`).all(userId) as Record<string, Cell>[];
  return rows.map((row) => {
    const said = columns.filter(([name, { rule }]) => rule !== 'key' && (row[name] ?? null) !== null);
    const keys = columns.filter(([, { rule }]) => rule === 'key');
    const pick = (names: typeof columns): Record<string, Cell> =>
      Object.fromEntries(names.map(([name]) => [name, row[name] ?? null]));
    const at = (name: string): number => (isStamped ? Number(row[name] ?? 0) : 0);
    const writer = isStamped ? String(row['said_by'] ?? '') : '';
    const stamp = { atMs: at('said_at'), writer, epoch: at('said_epoch'), seq: at('said_seq') };
    return { table, key: pick(keys), values: pick(said), stamp };
  });
}

function tablesWithMembers(tx: WritableDb): string[] {
  const names = tx
    .prepare(
      `SELECT DISTINCT t.name FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND c.name = 'user_id'`,
    )
    .pluck()
    .all() as string[];
  return names.filter((name) => !NOT_MOVED.has(name));
}
