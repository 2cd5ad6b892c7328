import { localDays } from '../../shared/base/local-days.ts';
import type { Achievement } from '../../shared/domain/achievements/achievement.ts';
import type { ReviewLocale, ReviewedMember } from '../../shared/domain/dashboard/reviewed-member.ts';
import { memberNotifications } from '../../shared/domain/notifications/member-notifications.ts';
import { reviewMember, reviewStamp } from '../../shared/domain/progress/review-member.ts';
import type { MemberReview, MemberRows } from '../../shared/domain/progress/review-member.ts';
import type { MemberRef } from '../auth/callers.ts';
import { noteNotifications } from '../notifications/note-notifications.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { saveAchievements, selectAchievements, toAchievement } from '../store/tables/achievements.ts';
import { selectAttendedClasses, toGymClass } from '../store/tables/classes.ts';
import {
  insertGoalAdjustments,
  selectGoalAdjustments,
  toAdjustedGoal,
} from '../store/tables/goal-adjustments.ts';
import { selectGoals, toGoal, updateGoals } from '../store/tables/goals.ts';
import { selectExcusedTimes } from '../store/tables/excused-times.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { lockReview, saveReview, selectReview, toReview } from '../store/tables/member-reviews.ts';
import {
  deleteMetrics,
  saveDerivedMetrics,
  selectMemberMetrics,
  toMetricReading,
} from '../store/tables/progress-metrics.ts';
import { selectUser, toMember } from '../store/tables/users.ts';
import { selectVisits, toVisit } from '../store/tables/visits.ts';

/** Who is spoken to, and where. */
export function localeOf({ timezone, language }: GymRow): ReviewLocale {
  return { zone: timezone, language };
}

/**
 * What is known of a member now: kept from before where that still holds, else found out anew and
 * kept. Of several who ask at once the first draws the conclusions and the others find them.
 * @returns null for a member that is not there
 */
export async function readReview(
  gym: GymRow,
  { gymId, memberId }: MemberRef,
  { database, nowMs }: { database: CentralDatabase; nowMs: number },
): Promise<ReviewedMember | null> {
  const made = { stamp: reviewStamp(localeOf(gym)), generation: gym.review_generation };
  const [kept] = await database.query(selectReview(gymId, memberId));
  const review = toReview(kept, made, nowMs);
  if (review !== null) return review;
  return database.transaction(async (sql) => {
    const [user] = await sql.query(selectUser(gymId, memberId));
    if (user === undefined) return null;
    const [locked] = await sql.query(lockReview(gymId, memberId, nowMs));
    const meanwhile = toReview(locked, made, nowMs);
    if (meanwhile !== null) return meanwhile;
    const rows = await readMemberRows(sql, gymId, memberId);
    if (rows === null) return null;
    const fresh = drawConclusions(rows, { ...localeOf(gym), nowMs });
    await saveConclusions(sql, gym, rows, fresh, nowMs);
    return fresh.reviewed;
  });
}

/**
 * Everything stored about one member that conclusions are drawn from.
 * @param sql a transaction in which the member's review is locked
 */
export async function readMemberRows(
  sql: SqlRunner,
  gymId: string,
  memberId: string,
): Promise<MemberRows | null> {
  const [user] = await sql.query(selectUser(gymId, memberId));
  if (user === undefined) return null;
  return {
    member: toMember(user),
    visits: (await sql.query(selectVisits(gymId, memberId))).map(toVisit),
    metrics: (await sql.query(selectMemberMetrics(gymId, memberId))).map(toMetricReading),
    goals: (await sql.query(selectGoals(gymId, memberId))).map(toGoal),
    goalAdjustments: (await sql.query(selectGoalAdjustments(gymId, memberId))).map(toAdjustedGoal),
    achievements: (await sql.query(selectAchievements(gymId, memberId))).map(toAchievement),
    attendedClasses: (await sql.query(selectAttendedClasses(gymId, memberId))).map(toGymClass),
    excusedTimes: await sql.query(selectExcusedTimes(gymId, memberId)),
  };
}

/**
 * Kiosks deliver late and in any order, so an achievement may have been noticed before the fact that
 * dates it was here. Each is therefore judged by everything there is now, and the outcome is the same
 * whatever came first; one that nothing explains any more is kept as it was.
 */
export function drawConclusions(
  rows: MemberRows,
  at: ReviewLocale & { readonly nowMs: number },
): MemberReview {
  const anew = reviewMember({ ...rows, achievements: [] }, at);
  const earned = new Set(anew.effects.achievements.map(({ id }) => id));
  const unexplained = rows.achievements.filter(({ id }) => !earned.has(id));
  return unexplained.length === 0 ? anew : reviewMember({ ...rows, achievements: unexplained }, at);
}

/**
 * Writes what follows from a member's rows: what is worth telling too, and the review.
 * @param sql the transaction the rows were read in
 * @param gym as it was read before them
 */
export async function saveConclusions(
  sql: SqlRunner,
  gym: GymRow,
  { member, achievements }: MemberRows,
  { effects, reviewed, news }: MemberReview,
  nowMs: number,
): Promise<void> {
  const { gym_id: gymId, timezone } = gym;
  const { dropped, derived, goals, adjustedGoals } = effects;
  if (dropped.length > 0) await sql.query(deleteMetrics(gymId, member.id, dropped));
  if (derived.length > 0) await sql.query(saveDerivedMetrics(gymId, derived));
  if (goals.length > 0) await sql.query(updateGoals(gymId, goals, nowMs));
  if (adjustedGoals.length > 0) await sql.query(insertGoalAdjustments(gymId, member.id, adjustedGoals));
  const earned = effects.achievements.filter(isNewsTo(achievements));
  if (earned.length > 0) await sql.query(saveAchievements(gymId, earned));
  const worthTelling = memberNotifications(news, { nowMs, days: localDays(timezone) });
  await noteNotifications(sql, gym, member.id, worthTelling, nowMs);
  await sql.query(saveReview(gymId, member.id, gym.review_generation, reviewed));
}

function isNewsTo(stored: readonly Achievement[]): (earned: Achievement) => boolean {
  const known = new Map(stored.map((achievement) => [achievement.id, achievement]));
  return ({ id, achievedAtMs, relatedValue }) => {
    const before = known.get(id);
    return before?.achievedAtMs !== achievedAtMs || before.relatedValue !== relatedValue;
  };
}
