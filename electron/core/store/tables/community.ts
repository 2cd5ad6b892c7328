import type { MemberId } from '../../../../shared/base/ids.ts';
import type { CommunityMember } from '../../../../shared/domain/community/community-findings.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

/**
 * Everybody who was at the gym since `sinceMs`, with what they did. Who has not agreed to be shown
 * counts in sums and is named nowhere.
 */
export function listCommunity(db: ReadableDb, sinceMs: number): CommunityMember[] {
  const earned = Map.groupBy(
    sql<{ memberId: MemberId; achievementType: string }>(
      db,
      `SELECT user_id AS memberId, achievement_type AS achievementType FROM achievements
       WHERE achieved_at >= ? ORDER BY achieved_at`,
    ).all(sinceMs),
    ({ memberId }) => memberId,
  );
  const points = new Map(
    sql<{ memberId: MemberId; points: number }>(
      db,
      // As central counts them: what a strap measured in a workout, not what somebody says.
      `SELECT readings.user_id AS memberId, sum(readings.value) AS points
       FROM (SELECT DISTINCT user_id FROM counted_visits WHERE checked_in_at >= ?) AS week
       JOIN progress_metrics AS readings ON readings.user_id = week.user_id
         AND readings.metric_type = 'effort_points' AND readings.recorded_at >= ?
       WHERE readings.formula IS NOT NULL GROUP BY readings.user_id`,
    )
      .all(sinceMs, sinceMs)
      .map((row) => [row.memberId, row.points]),
  );
  return sql<Pick<CommunityMember, 'alias' | 'boardPrivacy' | 'visitsThisWeek'> & { memberId: MemberId }>(
    db,
    `SELECT users.id AS memberId, users.alias, week.visits AS visitsThisWeek,
       CASE WHEN consents.granted = 1 THEN users.board_privacy ELSE 'off' END AS boardPrivacy
     FROM (SELECT user_id, count(*) AS visits FROM counted_visits WHERE checked_in_at >= ? GROUP BY user_id) AS week
     JOIN users ON users.id = week.user_id AND users.member_number IS NOT NULL
     LEFT JOIN consents ON consents.user_id = week.user_id AND consents.purpose = 'community'`,
  )
    .all(sinceMs)
    .map((row) => ({
      ...row,
      effortPointsThisWeek: points.get(row.memberId) ?? 0,
      achievementsThisWeek: (earned.get(row.memberId) ?? []).map(({ achievementType }) => achievementType),
    }));
}

/** Visits of the whole gym in [fromMs, untilMs). */
export function countVisits(db: ReadableDb, fromMs: number, untilMs: number): number {
  return (
    sql<{ visits: number }>(
      db,
      'SELECT count(*) AS visits FROM counted_visits WHERE checked_in_at >= ? AND checked_in_at < ?',
    ).get(fromMs, untilMs)?.visits ?? 0
  );
}

/** Members who were at the gym since `sinceMs`: a sample of at most `limit` that favours nobody. */
export function sampleVisitors(db: ReadableDb, sinceMs: number, limit: number): MemberId[] {
  return sql<{ memberId: MemberId }>(
    db,
    // The end of an id is random; its beginning is the time of joining.
    `SELECT user_id AS memberId FROM counted_visits WHERE checked_in_at >= ? GROUP BY user_id
     ORDER BY substr(user_id, -8) LIMIT ?`,
  )
    .all(sinceMs, limit)
    .map(({ memberId }) => memberId);
}
