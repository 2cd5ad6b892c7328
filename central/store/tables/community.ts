import type { CommunityMember } from '../../../shared/domain/community/community-findings.ts';
import { statement, type Statement } from '../database.ts';

export interface CommunityMemberRow {
  user_id: string;
  alias: string;
  board_privacy: CommunityMember['boardPrivacy'];
  visits: number;
  effort_points: number;
  achievement_types: string[];
}

export function toCommunityMember(row: CommunityMemberRow): CommunityMember {
  return {
    memberId: row.user_id,
    alias: row.alias,
    boardPrivacy: row.board_privacy,
    visitsThisWeek: row.visits,
    effortPointsThisWeek: row.effort_points,
    achievementsThisWeek: row.achievement_types,
  };
}

/**
 * Everybody who was at the gym since a time, with what they did. Who has not agreed to be shown counts
 * in sums and is named nowhere. Effort counts where a strap measured it, not where somebody says so.
 */
export function selectCommunity(gymId: string, sinceMs: number): Statement<CommunityMemberRow> {
  return statement(
    `select u.id as user_id, u.alias, week.visits,
            case when c.granted then u.board_privacy else 'off' end as board_privacy,
            coalesce((select sum(p.value) from progress_metrics p
              where p.gym_id = $1 and p.user_id = u.id and p.metric_type = 'effort_points'
                and p.recorded_at >= $2 and p.formula is not null), 0) as effort_points,
            array(select a.achievement_type from achievements a
              where a.gym_id = $1 and a.user_id = u.id and a.achieved_at >= $2
              order by a.achieved_at, a.achievement_type) as achievement_types
     from (select v.user_id, count(*) as visits from counted_visits v
            where v.gym_id = $1 and v.checked_in_at >= $2 group by v.user_id) as week
     join users u on u.gym_id = $1 and u.id = week.user_id
     left join consents c on c.gym_id = $1 and c.user_id = week.user_id and c.purpose = 'community'
     order by u.id`,
    [gymId, sinceMs],
  );
}

/** Visits of the whole gym between each time and the next. */
export function countVisitsBetween(
  gymId: string,
  timesMs: readonly number[],
): Statement<{ from_ms: number; visits: number }> {
  return statement(
    `select span.from_ms, (select count(*) from counted_visits v
       where v.gym_id = $1 and v.checked_in_at >= span.from_ms and v.checked_in_at < span.to_ms) as visits
     from unnest($2::bigint[], $3::bigint[]) as span (from_ms, to_ms) order by span.from_ms`,
    [gymId, timesMs.slice(0, -1), timesMs.slice(1)],
  );
}
