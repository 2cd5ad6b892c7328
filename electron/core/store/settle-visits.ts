import { RE_ENTRY_GAP_MS } from '../../../shared/domain/check-in/check-in-rules.ts';
import { repeatedArrivals } from '../../../shared/domain/visits/one-visit.ts';
import type { WritableDb } from './database.ts';
import { sql } from './sql.ts';

interface ArrivalRow {
  readonly id: string;
  readonly atMs: number;
  readonly repeats: string | null;
}

/**
 * Settles which arrivals of a member are visits: of those within the re-entry gap of each other only the first,
 * whichever door's came to be known first. The same rule as central's.
 */
export function settleVisits(tx: WritableDb, userId: string): void {
  const arrivals = sql<ArrivalRow>(
    tx,
    'SELECT id, checked_in_at AS atMs, repeats FROM visits WHERE user_id = ? ORDER BY checked_in_at',
  ).all(userId);
  const repeats = repeatedArrivals(arrivals);
  for (const { id, repeats: before } of arrivals) {
    const now = repeats.get(id) ?? null;
    if (now !== before)
      sql(tx, 'UPDATE visits SET repeats = ? WHERE user_id = ? AND id = ?').run(now, userId, id);
  }
}

/** The same after one arrival became known: only where another one lies near to it. */
export function settleArrival(tx: WritableDb, userId: string, atMs: number): void {
  const near = sql<{ arrivals: number }>(
    tx,
    'SELECT count(*) AS arrivals FROM visits WHERE user_id = ? AND checked_in_at > ? AND checked_in_at < ?',
  ).get(userId, atMs - RE_ENTRY_GAP_MS, atMs + RE_ENTRY_GAP_MS);
  if ((near?.arrivals ?? 0) > 1) settleVisits(tx, userId);
}

/** The same for everybody, after rows were put back as they were said. */
export function settleAllVisits(tx: WritableDb): void {
  const members = sql<{ userId: string }>(
    tx,
    `SELECT DISTINCT user_id AS userId FROM
       (SELECT user_id, checked_in_at - lag(checked_in_at) OVER (PARTITION BY user_id ORDER BY checked_in_at) AS gap
        FROM visits) WHERE gap < ?`,
  ).all(RE_ENTRY_GAP_MS);
  for (const { userId } of members) settleVisits(tx, userId);
}
