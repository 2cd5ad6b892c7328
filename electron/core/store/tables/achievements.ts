import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Achievement } from '../../../../shared/domain/achievements/achievement.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** What a member earned, latest first. */
export function listAchievements(db: ReadableDb, memberId: MemberId): Achievement[] {
  return sql<Achievement>(
    db,
    `SELECT id, user_id AS memberId, achievement_type AS achievementType, description, achieved_at AS achievedAtMs,
       related_metric AS relatedMetric, related_value AS relatedValue
     FROM achievements WHERE user_id = ? ORDER BY achieved_at DESC`,
  ).all(memberId);
}

/** Saves an achievement; one that is there already keeps the earlier of both dates. */
export function insertAchievement(tx: WritableDb, achievement: Achievement): void {
  sql(
    tx,
    `INSERT INTO achievements (id, user_id, achievement_type, description, achieved_at, related_metric, related_value)
     VALUES (:id, :memberId, :achievementType, :description, :achievedAtMs, :relatedMetric, :relatedValue)
     ON CONFLICT (id) DO UPDATE SET achieved_at = excluded.achieved_at, related_value = excluded.related_value
       WHERE excluded.achieved_at < achieved_at`,
  ).run({ ...achievement });
}

export function deleteAchievement(tx: WritableDb, id: string): void {
  sql(tx, 'DELETE FROM achievements WHERE id = ?').run(id);
}
