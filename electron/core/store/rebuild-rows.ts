import { columnsOf, tombstonesOf } from '../../../shared/facts/row-changes.ts';
import { TABLES, type TableName } from '../../../shared/facts/tables.ts';
import { openDatabase, write, type ReadableDb, type WritableDb } from './database.ts';
import { STAMP } from './fact-rows.ts';
import { settleAllVisits } from './settle-visits.ts';
import { forgetCursors } from './tables/feed.ts';
import { replayFacts } from './replay-facts.ts';
import type { KioskIdentity } from './tables/kiosk.ts';

/** What became of the rows. */
export interface RebuiltRows {
  /** Facts that were replayed. */
  readonly facts: number;
  /** Rows that were not there. */
  readonly added: number;
  /** Rows that said something else than their facts. */
  readonly mended: number;
  /** Rows that facts take back. */
  readonly removed: number;
}

/** What reviews move on beside the facts: it stays where it is. */
const MOVED_BY_REVIEWS: Partial<Readonly<Record<TableName, readonly string[]>>> = {
  goals: ['current_value', 'target_value', 'target_date', 'status', 'updated_at', ...STAMP],
};

/**
 * Makes every row that the log tells of once more, beside, and brings the store to it in one transaction: what is
 * missing is added, what says something else is mended, what was taken back goes. Rows that no fact tells of
 * stay (a demo gym, an import), and what was concluded is drawn anew when it is asked for.
 * @param madePath for the rows as they are made; nothing is there before, and the caller removes it
 * @returns yields after each step how many facts were replayed since the last one
 */
export function* rebuildRows(
  db: ReadableDb,
  identity: Pick<KioskIdentity, 'kioskId' | 'gymId'>,
  madePath: string,
): Generator<number, RebuiltRows, void> {
  const made = openDatabase(madePath, 0);
  let facts = 0;
  try {
    // Nothing is lost that could not be made again.
    made.pragma('synchronous = OFF');
    write(made, (tx) => copyMerged(db, tx));
    for (const replayed of replayFacts(db, made, identity)) {
      facts += replayed;
      yield replayed;
    }
  } finally {
    made.close();
  }
  db.prepare('ATTACH ? AS made').run(madePath);
  try {
    return write(db, (tx) => ({ facts, ...bringToMade(tx) }));
  } finally {
    db.exec('DETACH made');
  }
}

function bringToMade(tx: WritableDb): Omit<RebuiltRows, 'facts'> {
  const tables = (Object.keys(TABLES) as TableName[]).filter((table) => columnsOf(table, 'kiosk').length > 0);
  let added = 0;
  let mended = 0;
  let removed = 0;
  for (const table of tables) {
    added += addMissing(tx, table);
    mended += mendWrong(tx, table);
  }
  for (const table of tables) removed += removeTakenBack(tx, table);
  settleAllVisits(tx);
  // What others said is not in this log: it is read anew, over what is there.
  forgetCursors(tx);
  tx.exec('DELETE FROM member_reviews');
  return { added, mended, removed };
}

/** Who turned out to be whom: what was said about the one is about the other. */
function copyMerged(from: ReadableDb, to: WritableDb): void {
  const insert = to.prepare('INSERT INTO merged_members (user_id, into_id) VALUES (?, ?)');
  for (const row of from.prepare('SELECT user_id, into_id FROM merged_members').raw().all())
    insert.run(...(row as string[]));
}

function addMissing(tx: WritableDb, table: TableName): number {
  const names = columnsIn(table).join(', ');
  return tx
    .prepare(
      `INSERT INTO main.${table} (${names}) SELECT ${names} FROM made.${table} AS made
       WHERE NOT EXISTS (SELECT 1 FROM main.${table} AS kept WHERE ${isSame(table, 'kept', 'made')})`,
    )
    .run().changes;
}

/** Somebody else's later word is not in this log, and counts. */
const NOT_OVERRULED = (table: string): string => {
  const stamp = (of: string): string => `(${STAMP.map((name) => `${of}.${name}`).join(', ')})`;
  return `AND NOT coalesce(${table}.said_by <> made.said_by AND ${stamp(table)} > ${stamp('made')}, FALSE)`;
};

/** Only what the facts say: a column that none of them speaks of is somebody else's. */
function mendWrong(tx: WritableDb, table: TableName): number {
  const moved = MOVED_BY_REVIEWS[table] ?? [];
  const keys = keysOf(table);
  const names = columnsIn(table).filter((name) => !keys.includes(name) && !moved.includes(name));
  if (names.length === 0) return 0;
  const isWrong = names.map((name) => `(made.${name} IS NOT NULL AND made.${name} IS NOT ${table}.${name})`);
  return tx
    .prepare(
      `UPDATE main.${table} SET ${names.map((name) => `${name} = coalesce(made.${name}, ${table}.${name})`).join(', ')}
       FROM made.${table} AS made WHERE ${isSame(table, table, 'made')} AND (${isWrong.join(' OR ')})
         ${names.includes('said_by') ? NOT_OVERRULED(table) : ''}`,
    )
    .run().changes;
}

function removeTakenBack(tx: WritableDb, table: TableName): number {
  const tombstones = tombstonesOf(table);
  if (tombstones === null) return 0;
  return tx
    .prepare(
      `DELETE FROM main.${table} WHERE EXISTS
         (SELECT 1 FROM main.${tombstones} AS gone WHERE ${isSame(table, table, 'gone')})`,
    )
    .run().changes;
}

function keysOf(table: TableName): string[] {
  return columnsOf(table, 'kiosk').flatMap(([name, { rule }]) => (rule === 'key' ? [name] : []));
}

function columnsIn(table: TableName): string[] {
  const columns = columnsOf(table, 'kiosk');
  const isStamped = columns.some(([, { rule }]) => rule === 'latest');
  return [...columns.map(([name]) => name), ...(isStamped ? STAMP : [])];
}

function isSame(table: TableName, left: string, right: string): string {
  return keysOf(table)
    .map((name) => `${left}.${name} = ${right}.${name}`)
    .join(' AND ');
}
