import type { MemberId } from '../../../shared/base/ids.ts';
import { packReview, unpackReview } from '../../../shared/domain/dashboard/pack-review.ts';
import { isStillGood, type ReviewedMember } from '../../../shared/domain/dashboard/reviewed-member.ts';
import { statement, type Statement } from '../database.ts';

/** A kept review, or what is left of one: all null in a row that never held any. */
export interface ReviewRow {
  stamp: string | null;
  generation: number;
  good_from: number | null;
  good_until: number | null;
  document: string | null;
  points: Uint8Array | null;
}

const REVIEW = 'stamp, generation, good_from, good_until, document, points';

/**
 * What is known of a member, as long as it still holds.
 * @param made.stamp of today's product and reader; a review of another stamp is none
 * @param made.generation the gym's; one that was drawn since says at least as much
 */
export function toReview(
  row: ReviewRow | undefined,
  { stamp, generation }: { readonly stamp: string; readonly generation: number },
  nowMs: number,
): ReviewedMember | null {
  if (row?.stamp == null || row.document === null || row.points === null) return null;
  if (row.generation < generation) return null;
  const kept = { stamp: row.stamp, goodFromMs: row.good_from ?? 0, goodUntilMs: row.good_until ?? 0 };
  return isStillGood(kept, stamp, nowMs)
    ? unpackReview({ document: row.document, points: row.points })
    : null;
}

export function selectReview(gymId: string, memberId: string): Statement<ReviewRow> {
  return statement(`select ${REVIEW} from member_reviews where gym_id = $1 and user_id = $2`, [
    gymId,
    memberId,
  ]);
}

/**
 * Takes a member's row, made where there is none, until the end of the transaction, and tells what is
 * in it by then. What is read afterwards holds everything that was committed under this lock before.
 */
export function lockReview(gymId: string, memberId: string, nowMs: number): Statement<ReviewRow> {
  return statement(
    `insert into member_reviews as known (gym_id, user_id, outdated_since) values ($1, $2, $3)
     on conflict (gym_id, user_id) do update set outdated_since = known.outdated_since
     returning ${REVIEW}`,
    [gymId, memberId, nowMs],
  );
}

/**
 * Says that members' reviews no longer hold, after the rows they were made from were written and in
 * the same transaction. Rows that say so already are only locked, which is what keeps conclusions
 * under way from being saved over this.
 * @param memberIds each once, in order: two writers then wait for each other instead of deadlocking
 */
export function outdateReviews(gymId: string, memberIds: readonly string[], nowMs: number): Statement {
  return statement(
    `insert into member_reviews as known (gym_id, user_id, outdated_since)
     select $1, touched.user_id, $3::bigint from unnest($2::text[]) as touched (user_id)
     on conflict (gym_id, user_id) do update set stamp = null, outdated_since = excluded.outdated_since
       where known.stamp is not null`,
    [gymId, memberIds, nowMs],
  );
}

/**
 * Keeps a review in a row that was locked before.
 * @param generation the gym's, read before the rows that the review was drawn from: what begins another
 *   one meanwhile outdates this review, too
 */
export function saveReview(
  gymId: string,
  memberId: string,
  generation: number,
  review: ReviewedMember,
): Statement {
  const { document, points } = packReview(review);
  return statement(
    `update member_reviews set stamp = $3, good_from = $4, good_until = $5, document = $6, points = $7,
            generation = $8, outdated_since = null
     where gym_id = $1 and user_id = $2`,
    [gymId, memberId, review.stamp, review.goodFromMs, review.goodUntilMs, document, points, generation],
  );
}

/**
 * The next enrolled member whose review has not held since before a time.
 * @param afterId where the last look ended; empty to begin
 */
export function selectOutdatedMember(
  gymId: string,
  afterId: string,
  beforeMs: number,
): Statement<{ user_id: MemberId }> {
  return statement(
    `select r.user_id from member_reviews r
     join users u on u.gym_id = r.gym_id and u.id = r.user_id
     where r.gym_id = $1 and r.user_id > $2 and r.stamp is null and r.outdated_since < $3
     order by r.user_id limit 1`,
    [gymId, afterId, beforeMs],
  );
}

/** Where a walk through the reviews of earlier generations is. */
export interface OldReview {
  readonly generation: number;
  readonly user_id: MemberId;
}

/** The next enrolled member whose review is of an earlier generation than the gym's. */
export function selectMemberOfOldReview(
  gymId: string,
  generation: number,
  after: OldReview | null,
): Statement<OldReview> {
  return statement(
    `select r.generation, r.user_id from member_reviews r
     join users u on u.gym_id = r.gym_id and u.id = r.user_id
     where r.gym_id = $1 and r.generation < $2 and (r.generation, r.user_id) > ($3, $4) and r.stamp is not null
     order by r.generation, r.user_id limit 1`,
    [gymId, generation, after?.generation ?? -1, after?.user_id ?? ''],
  );
}

/**
 * The next active member who came lately and whose review does not hold today any more, or never
 * was; those whose facts are still coming are left to the sweep.
 * @param afterId where the last look ended; empty to begin
 */
export function selectMemberOfTheDay(
  gymId: string,
  afterId: string,
  { nowMs, cameSinceMs, settledBeforeMs }: { nowMs: number; cameSinceMs: number; settledBeforeMs: number },
): Statement<{ user_id: MemberId }> {
  return statement(
    `select u.id as user_id from users u
     left join member_reviews r on r.gym_id = u.gym_id and r.user_id = u.id
     where u.gym_id = $1 and u.id > $2 and u.membership_status = 'active'
       and coalesce(r.good_until, 0) <= $3 and coalesce(r.outdated_since, 0) < $5
       and exists (select 1 from counted_visits v where v.gym_id = u.gym_id and v.user_id = u.id
                     and v.checked_in_at >= $4)
     order by u.id limit 1`,
    [gymId, afterId, nowMs, cameSinceMs, settledBeforeMs],
  );
}
