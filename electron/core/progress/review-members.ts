import { DAY_MS } from '../../../shared/base/clock.ts';
import { reviewStamp } from '../../../shared/domain/progress/review-member.ts';
import type { Store } from '../store/store.ts';
import { deleteOldReviews, hasReview, listNextMembers } from '../store/tables/member-reviews.ts';
import { deleteOldNotifications, deleteOldReads } from '../store/tables/notifications.ts';
import { trackProgress } from './track-progress.ts';

/** Members looked up at once. */
const MEMBERS_LISTED = 100;
/** Members in one transaction: a commit costs about as much as a review. */
const MEMBERS_PER_STEP = 2;
/** Reviews or notifications deleted in one transaction. */
const DELETED_PER_STEP = 200;
/** Who has not come for longer is reviewed when they come again, and not kept until then. */
const RECENT_MS = 60 * DAY_MS;
/** Notifications are kept so long that nothing is noticed twice: by then it is no news. */
const KEPT_MS = 90 * DAY_MS;

/**
 * Draws today's conclusions for everybody who came lately: dates of goals pass, weeks end and streaks
 * break without any fact. Members whose review is of today already cost a look-up.
 * @returns yields, after each few members, how many were reviewed since the last time
 */
export function* reviewRecentMembers(store: Store, nowMs: number): Generator<number, void, void> {
  const stamp = reviewStamp(store.gym);
  let last = '';
  for (;;) {
    const members = listNextMembers(store.db, nowMs - RECENT_MS, last, MEMBERS_LISTED);
    const recent = members.flatMap(({ id, cameSince }) => (cameSince === 1 ? [id] : []));
    const due = recent.filter((memberId) => !hasReview(store.db, memberId, stamp, nowMs));
    for (let from = 0; from < due.length; from += MEMBERS_PER_STEP) {
      const few = due.slice(from, from + MEMBERS_PER_STEP);
      store.write((tx) => few.forEach((memberId) => trackProgress(tx, store, memberId, nowMs)));
      yield few.length;
    }
    const end = members.at(-1);
    if (end === undefined) break;
    last = end.id;
    yield 0;
  }
  while (store.write((tx) => deleteOldReviews(tx, nowMs - RECENT_MS, DELETED_PER_STEP)) > 0) yield 0;
  while (store.write((tx) => deleteOldNotifications(tx, nowMs - KEPT_MS, DELETED_PER_STEP)) > 0) yield 0;
  while (store.write((tx) => deleteOldReads(tx, nowMs - KEPT_MS, DELETED_PER_STEP)) > 0) yield 0;
}
