import { RE_ENTRY_GAP_MS } from '../../shared/domain/check-in/check-in-rules.ts';
import { repeatedArrivals } from '../../shared/domain/visits/one-visit.ts';
import type { MergedRow } from '../../shared/facts/row-changes.ts';
import type { SqlRunner } from '../store/database.ts';
import { selectArrivals, updateRepeats } from '../store/tables/visits.ts';

/** Members who arrived twice within the re-entry gap, both times in these rows. */
function closeTogether(rows: readonly MergedRow[]): string[] {
  const timesOf = Map.groupBy(rows, ({ key }) => String(key['user_id']));
  return [...timesOf].flatMap(([userId, visits]) => {
    const times = visits
      .map(({ values }) => Number(values['checked_in_at']))
      .sort((left, right) => left - right);
    return times.some((atMs, index) => atMs - (times[index - 1] ?? -Infinity) < RE_ENTRY_GAP_MS)
      ? [userId]
      : [];
  });
}

/**
 * Settles which arrivals are visits after some were stored: of those that lie within the re-entry gap of
 * each other only the first counts, whichever kiosk's came first here.
 * @param sql a transaction in which the reviews of these members are locked: what another kiosk's push
 *   brought is seen then, or waits
 * @param rows arrivals that were stored
 * @param near members of whom another arrival was there already, near to one of these
 */
export async function settleVisits(
  sql: SqlRunner,
  gymId: string,
  rows: readonly MergedRow[],
  near: readonly string[],
): Promise<void> {
  const members = [...new Set([...near, ...closeTogether(rows)])];
  if (members.length === 0) return;
  const all = await sql.query(selectArrivals(gymId, members));
  const changed = [...Map.groupBy(all, ({ user_id: userId }) => userId)].flatMap(([userId, arrivals]) => {
    const repeats = repeatedArrivals(arrivals.map((row) => ({ id: row.id, atMs: row.checked_in_at })));
    return arrivals
      .map(({ id, repeats: before }) => ({ userId, id, before, repeats: repeats.get(id) ?? null }))
      .filter((row) => row.before !== row.repeats);
  });
  if (changed.length > 0) await sql.query(updateRepeats(gymId, changed));
}
