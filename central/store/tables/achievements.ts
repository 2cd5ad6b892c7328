import type { MemberId } from '../../../shared/base/ids.ts';
import type { Achievement } from '../../../shared/domain/achievements/achievement.ts';
import { statement, type Statement } from '../database.ts';

export interface AchievementRow {
  id: string;
  user_id: string;
  achievement_type: string;
  description: string;
  achieved_at: number;
  related_metric: string | null;
  related_value: number | null;
}

export function toAchievement(row: AchievementRow): Achievement {
  return {
    id: row.id,
    memberId: row.user_id as MemberId,
    achievementType: row.achievement_type,
    description: row.description,
    achievedAtMs: row.achieved_at,
    relatedMetric: row.related_metric,
    relatedValue: row.related_value,
  };
}

/** Keeps achievements; what is known already of one is brought up to date. */
export function saveAchievements(gymId: string, achievements: readonly Achievement[]): Statement {
  return statement(
    `insert into achievements (gym_id, id, user_id, achievement_type, description, achieved_at, related_metric,
                               related_value)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::float8[])
     on conflict (gym_id, id) do update set achieved_at = excluded.achieved_at,
       related_value = excluded.related_value`,
    [
      gymId,
      achievements.map((achievement) => achievement.id),
      achievements.map((achievement) => achievement.memberId),
      achievements.map((achievement) => achievement.achievementType),
      achievements.map((achievement) => achievement.description),
      achievements.map((achievement) => achievement.achievedAtMs),
      achievements.map((achievement) => achievement.relatedMetric),
      achievements.map((achievement) => achievement.relatedValue),
    ],
  );
}

/** A member's achievements, newest first. */
export function selectAchievements(gymId: string, memberId: string): Statement<AchievementRow> {
  return statement(
    `select id, user_id, achievement_type, description, achieved_at, related_metric, related_value
     from achievements where gym_id = $1 and user_id = $2 order by achieved_at desc, id`,
    [gymId, memberId],
  );
}

export function deleteAchievements(gymId: string, ids: readonly string[]): Statement {
  return statement('delete from achievements where gym_id = $1 and id = any($2::text[])', [gymId, ids]);
}
