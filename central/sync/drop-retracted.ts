import { localDays } from '../../shared/base/local-days.ts';
import type { MetricReading } from '../../shared/domain/metrics/metric-reading.ts';
import {
  achievementsInDoubt,
  goalsInDoubt,
} from '../../shared/domain/progress/reconsider-after-retraction.ts';
import type { SqlRunner } from '../store/database.ts';
import { deleteAchievements, selectAchievements, toAchievement } from '../store/tables/achievements.ts';
import { selectGoalAdjustments } from '../store/tables/goal-adjustments.ts';
import { selectGoals, toGoal, updateGoals } from '../store/tables/goals.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { selectMemberMetrics, toMetricReading } from '../store/tables/progress-metrics.ts';
import { deleteRetracted } from '../store/tables/retracted-metrics.ts';

/**
 * Takes readings that were retracted out of those that count, with what central has already concluded
 * from them; the members' next review concludes anew from what is left.
 * @param sql a transaction in which the reviews of these readings' members are locked
 * @param readingIds ids that this transaction retracted; what it recorded is not there if it was retracted before
 */
export async function dropRetracted(
  sql: SqlRunner,
  gymId: string,
  readingIds: readonly string[],
  nowMs: number,
): Promise<void> {
  if (readingIds.length === 0) return;
  const dropped = (await sql.query(deleteRetracted(gymId, readingIds))).map(toMetricReading);
  for (const [memberId, retracted] of Map.groupBy(dropped, (reading) => reading.memberId)) {
    await doubtWhatRestedOn(sql, gymId, memberId, retracted, nowMs);
  }
}

async function doubtWhatRestedOn(
  sql: SqlRunner,
  gymId: string,
  memberId: string,
  retracted: readonly MetricReading[],
  nowMs: number,
): Promise<void> {
  const achievements = (await sql.query(selectAchievements(gymId, memberId))).map(toAchievement);
  const inDoubt = achievementsInDoubt(achievements, retracted).map(({ id }) => id);
  if (inDoubt.length > 0) await sql.query(deleteAchievements(gymId, inDoubt));
  const [gym] = await sql.query(selectGym(gymId));
  if (gym === undefined) return;
  const adjustments = await sql.query(selectGoalAdjustments(gymId, memberId));
  const goals = goalsInDoubt(
    (await sql.query(selectGoals(gymId, memberId))).map(toGoal),
    retracted,
    (await sql.query(selectMemberMetrics(gymId, memberId))).map(toMetricReading),
    new Set(adjustments.map(({ goal_id: goalId }) => goalId)),
    nowMs,
    localDays(gym.timezone),
  );
  if (goals.length > 0) await sql.query(updateGoals(gymId, goals, nowMs));
}
