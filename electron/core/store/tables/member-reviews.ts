import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReviewedMember } from '../../../../shared/domain/dashboard/reviewed-member.ts';
import { isStillGood } from '../../../../shared/domain/dashboard/reviewed-member.ts';
import { packReview, unpackReview } from '../../../../shared/domain/dashboard/pack-review.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

interface ReviewRow {
  readonly stamp: string;
  readonly goodFromMs: number;
  readonly goodUntilMs: number;
}

const ROW = 'stamp, good_from AS goodFromMs, good_until AS goodUntilMs';
/** What outdates all reviews at once begins another generation. */
const NOW = '(SELECT generation FROM review_generation WHERE one = 1)';

/**
 * What is known of a member, as long as it still holds.
 * @param stamp of today's product and reader; a review of another stamp is none
 */
export function findReview(
  db: ReadableDb,
  memberId: MemberId,
  stamp: string,
  nowMs: number,
): ReviewedMember | null {
  const row = sql<ReviewRow & { document: string; points: Uint8Array }>(
    db,
    `SELECT ${ROW}, document, points FROM member_reviews WHERE user_id = ? AND generation = ${NOW}`,
  ).get(memberId);
  return row === undefined || !isStillGood(row, stamp, nowMs) ? null : unpackReview(row);
}

/** Whether a member's review is there and still holds. */
export function hasReview(db: ReadableDb, memberId: MemberId, stamp: string, nowMs: number): boolean {
  const row = sql<ReviewRow>(
    db,
    `SELECT ${ROW} FROM member_reviews WHERE user_id = ? AND generation = ${NOW}`,
  ).get(memberId);
  return row !== undefined && isStillGood(row, stamp, nowMs);
}

/** Keeps a review in place of the one before. Any later change of the member's rows deletes it. */
export function saveReview(tx: WritableDb, memberId: MemberId, review: ReviewedMember): void {
  const { document, points } = packReview(review);
  sql(
    tx,
    `INSERT OR REPLACE INTO member_reviews (user_id, stamp, good_from, good_until, document, points, generation)
     VALUES (?, ?, ?, ?, ?, ?, ${NOW})`,
  ).run(memberId, review.stamp, review.goodFromMs, review.goodUntilMs, document, points);
}

/**
 * The next members by id, whether or not they came since `sinceMs`: looking for those who did could
 * take the whole table.
 * @param afterId where the last call ended; empty to begin
 */
export function listNextMembers(
  db: ReadableDb,
  sinceMs: number,
  afterId: string,
  limit: number,
): readonly { readonly id: MemberId; readonly cameSince: 0 | 1 }[] {
  return sql<{ id: MemberId; cameSince: 0 | 1 }>(
    db,
    `SELECT id, EXISTS (SELECT 1 FROM counted_visits WHERE user_id = users.id AND checked_in_at >= ?) AS cameSince
     FROM users WHERE id > ? AND member_number IS NOT NULL ORDER BY id LIMIT ?`,
  ).all(sinceMs, afterId, limit);
}

/** Forgets reviews that held until before `beforeMs`; at most `limit` of them. @returns how many there were */
export function deleteOldReviews(tx: WritableDb, beforeMs: number, limit: number): number {
  return sql(
    tx,
    `DELETE FROM member_reviews WHERE user_id IN
       (SELECT user_id FROM member_reviews WHERE good_until < ? ORDER BY good_until LIMIT ?)`,
  ).run(beforeMs, limit).changes;
}
