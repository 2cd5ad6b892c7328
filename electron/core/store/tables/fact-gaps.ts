import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Facts that were lost with a damaged file: those between two that are there. */
export interface FactGap {
  readonly epoch: number;
  /** The last one before the gap, 0 where it begins with the epoch. */
  readonly afterSeq: number;
  readonly nextSeq: number;
}

/** Gaps that are known of; a database of an older version knows none. */
export function listGaps(db: ReadableDb, epoch: number): FactGap[] {
  const hasTable = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'fact_gaps'`).get() !== undefined;
  if (!hasTable) return [];
  return sql<FactGap>(
    db,
    'SELECT epoch, after_seq AS afterSeq, next_seq AS nextSeq FROM fact_gaps WHERE epoch = ?',
  ).all(epoch);
}

/** Enters every gap that the log has now. @returns how many facts are missing in them */
export function enterGaps(tx: WritableDb): number {
  sql(tx, 'DELETE FROM fact_gaps').run();
  sql(
    tx,
    `INSERT INTO fact_gaps (epoch, after_seq, next_seq)
     SELECT epoch, before, seq FROM
       (SELECT epoch, seq, lag(seq, 1, 0) OVER (PARTITION BY epoch ORDER BY seq) AS before FROM facts)
     WHERE seq <> before + 1`,
  ).run();
  const missing = sql<{ facts: number | null }>(
    tx,
    'SELECT sum(next_seq - after_seq - 1) AS facts FROM fact_gaps',
  ).get();
  return missing?.facts ?? 0;
}
