import type { MemberId } from '../../../shared/base/ids.ts';
import type { ReviewedMember } from '../../../shared/domain/dashboard/reviewed-member.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { memberNotifications } from '../../../shared/domain/notifications/member-notifications.ts';
import { reviewMember, reviewStamp } from '../../../shared/domain/progress/review-member.ts';
import type {
  MemberReview,
  MemberRows,
  ReviewEffects,
} from '../../../shared/domain/progress/review-member.ts';
import type { ReadableDb, WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { insertAchievement, listAchievements } from '../store/tables/achievements.ts';
import { listAttendedClasses } from '../store/tables/classes.ts';
import { insertGoalAdjustment, listGoalAdjustments } from '../store/tables/goal-adjustments.ts';
import { listExcusedTimes } from '../store/tables/excused-times.ts';
import { listGoals, updateGoal } from '../store/tables/goals.ts';
import { findReview, saveReview } from '../store/tables/member-reviews.ts';
import { deleteMetric, listMetrics, saveDerivedMetric } from '../store/tables/progress-metrics.ts';
import { findMember } from '../store/tables/users.ts';
import { listVisits } from '../store/tables/visits.ts';
import { noteNotifications } from '../notifications/note-notifications.ts';

const SINCE_EVER = 0;

/**
 * Draws the conclusions of what was just written about a member, in the same transaction: derived
 * readings, goals, achievements, what is worth telling, and the review that the dashboard is read from. Doing it twice, or
 * late, changes nothing more. A conclusion that cannot be drawn must never keep anybody out of the
 * gym: it is logged, and the dashboard tries again when it is opened.
 * @param happenedAtMs when the fact happened; conclusions are drawn as of the present where that is later
 */
export function trackProgress(tx: WritableDb, store: Store, memberId: MemberId, happenedAtMs: number): void {
  const nowMs = Math.max(happenedAtMs, store.nowMs());
  try {
    const member = findMember(tx, memberId);
    if (member !== null) conclude(tx, store, member, nowMs);
  } catch (error) {
    if (isFromDatabase(error)) throw error;
    store.log.error({ err: error }, 'the conclusions of a fact could not be drawn');
  }
}

/** What is known of a member now: kept from before where that still holds, else found out anew. Reads only. */
export function readReview(store: Store, member: Member, nowMs: number): ReviewedMember {
  return (
    findReview(store.db, member.id, reviewStamp(store.gym), nowMs) ??
    reviewRows(store.db, store, member, nowMs).reviewed
  );
}

function reviewRows(db: ReadableDb, { gym }: Store, member: Member, nowMs: number): MemberReview {
  return reviewMember(readMemberRows(db, member), { ...gym, nowMs });
}

/** Everything stored about one member that conclusions are drawn from. */
export function readMemberRows(db: ReadableDb, member: Member): MemberRows {
  return {
    member,
    visits: listVisits(db, member.id, SINCE_EVER),
    metrics: listMetrics(db, member.id, SINCE_EVER),
    goals: listGoals(db, member.id),
    goalAdjustments: listGoalAdjustments(db, member.id),
    achievements: listAchievements(db, member.id),
    attendedClasses: listAttendedClasses(db, member.id, SINCE_EVER),
    excusedTimes: listExcusedTimes(db, member.id),
  };
}

/** Writes what follows; the review last, since every change of a member's rows deletes it. */
function conclude(tx: WritableDb, store: Store, member: Member, nowMs: number): void {
  const { effects, reviewed, news } = reviewRows(tx, store, member, nowMs);
  writeEffects(tx, member.id, effects, nowMs);
  const worthTelling = memberNotifications(news, { nowMs, days: localDays(store.gym.zone) });
  noteNotifications(tx, store, member.id, worthTelling, nowMs);
  saveReview(tx, member.id, reviewed);
}

function writeEffects(tx: WritableDb, memberId: MemberId, effects: ReviewEffects, nowMs: number): void {
  for (const id of effects.dropped) deleteMetric(tx, memberId, id);
  for (const reading of effects.derived) saveDerivedMetric(tx, reading);
  for (const goal of effects.goals) updateGoal(tx, goal, nowMs);
  for (const adjusted of effects.adjustedGoals) insertGoalAdjustment(tx, memberId, adjusted);
  for (const achievement of effects.achievements) insertAchievement(tx, achievement);
}

/** A database that fails half way through must take the whole transaction with it. */
function isFromDatabase(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError';
}
