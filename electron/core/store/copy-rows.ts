import Database from 'better-sqlite3';
import { write, type ReadableDb, type WritableDb } from './database.ts';

/** Facts are salvaged by their hashes, reviews are drawn anew, and who the kiosk is, is settled apart. */
const NOT_COPIED: ReadonlySet<string> = new Set([
  'schema_migrations', 'kiosk', 'facts', 'outbox', 'outbox_counts', 'fact_gaps', 'member_reviews',
  // What others said is read anew from the beginning: who knows which rows of it are lost.
  'feed_cursors', 'parked_facts',
]); // prettier-ignore
const ROWS_PER_STEP = 2_000;
/** Deleting rows without a parent may leave others without theirs. */
const MOST_ROUNDS = 8;

export interface CopiedRows {
  readonly kept: number;
  /** Rows that could be read but not stored; those that could not even be read cannot be counted. */
  readonly lost: number;
}

type Row = readonly unknown[];

/**
 * Copies every row that SQLite still reads in a damaged database over what there is already, from both ends
 * of each table, since one broken page in the middle ends a walk. Yields between steps.
 * @param to foreign keys off; rows without their parent are deleted afterwards
 */
export function* copyRows(from: Database.Database, to: ReadableDb): Generator<void, CopiedRows> {
  let kept = 0;
  let lost = 0;
  for (const table of tablesOf(to)) {
    const columns = commonColumns(from, to, table);
    if (columns.length === 0) continue;
    const list = columns.join();
    const marks = columns.map(() => '?').join();
    const insert = to.prepare(`INSERT OR REPLACE INTO ${table} (${list}) VALUES (${marks})`);
    for (const rows of readableRows(from, table, list)) {
      const stored = write(to, () => storeRows(insert, rows));
      kept += stored;
      lost += rows.length - stored;
      yield;
    }
  }
  const orphans = write(to, (tx) => dropOrphans(tx));
  return { kept: kept - orphans, lost: lost + orphans };
}

function storeRows(insert: Database.Statement, rows: readonly Row[]): number {
  let stored = 0;
  for (const row of rows) {
    try {
      insert.run(...row);
      stored += 1;
    } catch (error) {
      // What a damaged page made of a row breaks the table's own rules.
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT'))
        throw error;
    }
  }
  return stored;
}

/** A table's rows in steps: from the front until a page cannot be read, then from the back until one cannot. */
function* readableRows(from: Database.Database, table: string, list: string): Generator<Row[]> {
  const order = orderOf(from, table);
  for (const direction of ['ASC', 'DESC']) {
    let rows: Row[] = [];
    let isWhole = false;
    try {
      const by = order.map((key) => `${key} ${direction}`).join();
      for (const row of from.prepare(`SELECT ${list} FROM ${table} ORDER BY ${by}`).raw().iterate()) {
        rows.push(row as Row);
        if (rows.length < ROWS_PER_STEP) continue;
        yield rows;
        rows = [];
      }
      isWhole = true;
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
    }
    if (rows.length > 0) yield rows;
    if (isWhole) return;
  }
}

function tablesOf(db: Database.Database): string[] {
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  return names.filter((name) => !NOT_COPIED.has(name));
}

function columnsOf(db: Database.Database, table: string): { name: string; pk: number }[] {
  try {
    return db.pragma(`table_info(${table})`) as { name: string; pk: number }[];
  } catch {
    return [];
  }
}

function commonColumns(from: Database.Database, to: Database.Database, table: string): string[] {
  const there = new Set(columnsOf(from, table).map(({ name }) => name));
  return columnsOf(to, table)
    .map(({ name }) => name)
    .filter((name) => there.has(name));
}

/** The key of a table without row ids, else the row id: the order its pages are in. */
function orderOf(db: Database.Database, table: string): string[] {
  const isRowIdTable = (): boolean => {
    try {
      db.prepare(`SELECT rowid FROM ${table} LIMIT 1`);
      return true;
    } catch {
      return false;
    }
  };
  if (isRowIdTable()) return ['rowid'];
  return columnsOf(db, table)
    .filter(({ pk }) => pk > 0)
    .toSorted((left, right) => left.pk - right.pk)
    .map(({ name }) => name);
}

interface ForeignKey {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
}

/** Deletes rows whose parent is not there. @returns how many there were */
function dropOrphans(tx: WritableDb): number {
  let dropped = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let inRound = 0;
    for (const table of [...tablesOf(tx), 'outbox']) {
      const keys = Map.groupBy(tx.pragma(`foreign_key_list(${table})`) as ForeignKey[], ({ id }) => id);
      for (const parts of keys.values()) {
        const parent = parts[0]!.table;
        const isSet = parts.map(({ from }) => `${table}.${from} IS NOT NULL`).join(' AND ');
        const isMet = parts.map(({ from, to }) => `parent.${to ?? from} = ${table}.${from}`).join(' AND ');
        const orphans = tx.prepare(
          `DELETE FROM ${table} WHERE ${isSet} AND NOT EXISTS (SELECT 1 FROM ${parent} AS parent WHERE ${isMet})`,
        );
        inRound += orphans.run().changes;
      }
    }
    dropped += inRound;
    if (inRound === 0) break;
  }
  return dropped;
}
