import { columnsWith, keyText } from '../../shared/facts/row-changes.ts';
import { TABLES, type TableName } from '../../shared/facts/tables.ts';
import type { SqlRunner } from '../store/database.ts';
import { deleteFactRows, mergeFactRows, selectFactRows, toMergedRow } from '../store/fact-rows.ts';
import { outdateReviews } from '../store/tables/member-reviews.ts';
import {
  deleteDerivedReadings,
  insertMerged,
  movePersonalRows,
  type SamePerson,
} from '../store/tables/merged-members.ts';
import { appendToGymLog, type Saying } from './gym-log.ts';
import { settleVisits } from './settle-visits.ts';

const ofMembers = (Object.keys(TABLES) as TableName[]).filter((table) =>
  columnsWith(table, 'key', 'central').includes('user_id'),
);

/**
 * Makes one person of two ids: what is known of `from` is merged into `into` by the same rules by which
 * facts are, and whatever is said about `from` later is about `into`. Facts stay as they were said; that the two
 * are one is a fact of central's own.
 * @param pairs each `from` once, none of them an `into`
 */
export async function mergeMembers(
  sql: SqlRunner,
  gymId: string,
  pairs: readonly SamePerson[],
  saying: Saying,
): Promise<void> {
  if (pairs.length === 0) return;
  const { nowMs } = saying;
  await appendToGymLog(
    sql,
    gymId,
    pairs.map(({ from, into }) => ({ kind: 'member.merged', memberId: from, payload: { into } })),
    saying,
  );
  const into = new Map(pairs.map((pair) => [pair.from, pair.into]));
  const froms = [...into.keys()];
  const kept = [...new Set(into.values())].sort();
  await sql.query(insertMerged(gymId, pairs, nowMs));
  await sql.query(outdateReviews(gymId, kept, nowMs));
  await sql.query(deleteDerivedReadings(gymId, froms));
  // Whoever stays keeps name and number, whatever was said of the other one.
  await sql.query(deleteFactRows(gymId, 'member_details', froms));
  for (const table of ofMembers) {
    const rows = await sql.query(selectFactRows(gymId, table, froms));
    if (rows.length === 0) continue;
    const moved = rows.map(({ row }) => {
      const userId = String(row['user_id']);
      return toMergedRow(table, { ...row, user_id: into.get(userId) ?? userId });
    });
    const each = new Map(moved.map((row) => [keyText(table, row.key), row]));
    await sql.query(mergeFactRows(gymId, table, [...each.values()]));
    await sql.query(deleteFactRows(gymId, table, froms));
  }
  for (const statement of movePersonalRows(gymId, pairs)) await sql.query(statement);
  await settleVisits(sql, gymId, [], kept);
}
