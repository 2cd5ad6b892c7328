import { reckonedEffects } from '../../shared/facts/all-facts.ts';
import { foldChanges, type MergedRow } from '../../shared/facts/row-changes.ts';
import type { TableName } from '../../shared/facts/tables.ts';
import type { SqlRunner } from '../store/database.ts';
import { mergeFactRows } from '../store/fact-rows.ts';
import { deleteCancelledClasses } from '../store/tables/classes.ts';
import { deleteEndedGoals } from '../store/tables/goals.ts';
import { beginReviewGeneration } from '../store/tables/gyms.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import { outdateReviews } from '../store/tables/member-reviews.ts';
import { dropRetracted } from './drop-retracted.ts';
import { settleDetails, type WrittenDetail } from './settle-details.ts';
import { settleVisits } from './settle-visits.ts';

/** Tables whose rows a member's review is made from; `id` of `users` is the member. */
const REVIEWED: readonly TableName[] = [
  'users',
  'member_details',
  'membership_freezes',
  'visits',
  'progress_metrics',
  'retracted_metrics',
  'measured_maximums',
  'goals',
  'ended_goals',
];

/** Members whose reviews rest on rows of these tables, each once, in order. */
function reviewedMembers(rows: ReadonlyMap<TableName, readonly MergedRow[]>): string[] {
  const members = REVIEWED.flatMap((table) =>
    (rows.get(table) ?? []).map(({ key }) => String(key[table === 'users' ? 'id' : 'user_id'])),
  );
  return [...new Set(members)].sort();
}

/**
 * Brings what new facts say into the tables that members are served from: at most one statement a
 * table, whatever the number of facts. Kinds that only have to be kept change nothing here. What
 * follows for the members is not found out here but when somebody asks: a kiosk's backlog of weeks
 * would do it over and over.
 * @param facts checked, of this gym, not parked, stored in the same transaction
 */
export async function applyFacts(
  sql: SqlRunner,
  gymId: string,
  facts: readonly FactToStore[],
  nowMs: number,
): Promise<void> {
  const rows = foldChanges(facts.flatMap(({ fact, time }) => reckonedEffects(fact, time, 'central')));
  // First: conclusions under way are waited for, and what another kiosk's push brought is seen from here on.
  const members = reviewedMembers(rows);
  if (members.length > 0) await sql.query(outdateReviews(gymId, members, nowMs));
  let near: string[] = [];
  let details: WrittenDetail[] = [];
  for (const [table, merged] of rows) {
    const written = await sql.query(mergeFactRows(gymId, table, merged));
    if (table === 'visits')
      near = written.flatMap((row) => (row['is_close'] === true ? [String(row['user_id'])] : []));
    if (table === 'member_details') details = written as unknown as WrittenDetail[];
    // A closure excuses every member: what was concluded of any of them is of an earlier generation then.
    if (table === 'gym_closures' && written.length > 0) await sql.query(beginReviewGeneration(gymId));
  }
  await settleDetails(sql, gymId, { enrolled: idsIn(rows, 'users'), details, nowMs });
  await settleVisits(sql, gymId, rows.get('visits') ?? [], near);
  await dropRetracted(sql, gymId, idsIn(rows, 'retracted_metrics'), nowMs);
  const ended = idsIn(rows, 'ended_goals');
  if (ended.length > 0) await sql.query(deleteEndedGoals(gymId, ended));
  const cancelled = idsIn(rows, 'cancelled_classes');
  if (cancelled.length > 0) await sql.query(deleteCancelledClasses(gymId, cancelled));
}

function idsIn(rows: ReadonlyMap<TableName, readonly MergedRow[]>, table: TableName): string[] {
  return (rows.get(table) ?? []).map(({ key }) => String(key['id'])).sort();
}
