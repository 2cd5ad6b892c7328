import { MINUTE_MS } from '../../shared/base/clock.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { stampedEffects } from '../../shared/facts/all-facts.ts';
import { foldChanges, type MergedRow } from '../../shared/facts/row-changes.ts';
import type { TableName } from '../../shared/facts/tables.ts';
import type { SqlRunner } from '../store/database.ts';
import { mergeFactRows } from '../store/fact-rows.ts';
import { deleteEndedGoals } from '../store/tables/goals.ts';
import { beginReviewGeneration } from '../store/tables/gyms.ts';
import { outdateReviews } from '../store/tables/member-reviews.ts';
import { dropRetracted } from './drop-retracted.ts';

/** Tables whose rows a member's review is made from; `id` of `users` is the member. */
const REVIEWED: readonly TableName[] = [
  'users',
  'membership_freezes',
  'visits',
  'progress_metrics',
  'retracted_metrics',
  'measured_maximums',
  'goals',
  'ended_goals',
];

/** How far a kiosk's clock may be ahead before its word about time counts for nothing. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;

/**
 * When a fact was said, for deciding which of two is the later one. A clock that is far ahead would win
 * over whatever is said for as long as it is ahead: what it says counts until somebody says something else.
 */
function saidAtMs(happenedAtMs: number, nowMs: number): number {
  if (happenedAtMs <= nowMs) return happenedAtMs;
  return happenedAtMs <= nowMs + CLOCK_TOLERANCE_MS ? nowMs : 0;
}

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
  facts: readonly Fact[],
  nowMs: number,
): Promise<void> {
  const changes = facts.flatMap((fact) =>
    stampedEffects(fact).map(({ change, stamp }) => ({
      change,
      stamp: { ...stamp, atMs: saidAtMs(stamp.atMs, nowMs) },
    })),
  );
  const rows = foldChanges(changes);
  for (const [table, merged] of rows) {
    const written = await sql.query(mergeFactRows(gymId, table, merged));
    // A closure excuses every member: what was concluded of any of them is of an earlier generation then.
    if (table === 'gym_closures' && written.length > 0) await sql.query(beginReviewGeneration(gymId));
  }

  // Last: conclusions under way wait here for this transaction, or this for them.
  const members = reviewedMembers(rows);
  if (members.length > 0) await sql.query(outdateReviews(gymId, members, nowMs));
  const idsIn = (table: TableName): string[] => (rows.get(table) ?? []).map(({ key }) => String(key['id']));
  await dropRetracted(
    sql,
    gymId,
    [...idsIn('progress_metrics'), ...idsIn('retracted_metrics')].sort(),
    nowMs,
  );
  const goals = [...new Set([...idsIn('goals'), ...idsIn('ended_goals')])].sort();
  if (goals.length > 0) await sql.query(deleteEndedGoals(gymId, goals));
}
