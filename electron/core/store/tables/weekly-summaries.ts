import type { MemberId } from '../../../../shared/base/ids.ts';
import type { WeeklySummary } from '../../../../shared/domain/progress/weekly-summary.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Keeps what a week came to, in place of what was kept before. */
export function saveWeeklySummary(
  tx: WritableDb,
  memberId: MemberId,
  summary: WeeklySummary,
  summarisedAtMs: number,
): void {
  sql(
    tx,
    `INSERT OR REPLACE INTO weekly_summaries (user_id, week_start_date, visits, usual_visits, training_min,
       calories_kcal, effort_points, streak_weeks, achievement_types, verdict, summarised_at)
     VALUES (:memberId, :weekStart, :visits, :usualVisits, :trainingMin, :caloriesKcal, :effortPoints,
       :streakWeeks, :types, :verdict, :summarisedAtMs)`,
  ).run({
    ...summary,
    memberId,
    achievementTypes: undefined,
    types: JSON.stringify(summary.achievementTypes),
    summarisedAtMs,
  });
}

/** What a member's week came to, or null where it was not summed up. */
export function findWeeklySummary(
  db: ReadableDb,
  memberId: MemberId,
  weekStart: string,
): (WeeklySummary & { readonly summarisedAtMs: number }) | null {
  const row = sql<Omit<WeeklySummary, 'achievementTypes'> & { types: string; summarisedAtMs: number }>(
    db,
    `SELECT week_start_date AS weekStart, visits, usual_visits AS usualVisits, training_min AS trainingMin,
       calories_kcal AS caloriesKcal, effort_points AS effortPoints, streak_weeks AS streakWeeks,
       achievement_types AS types, verdict, summarised_at AS summarisedAtMs
     FROM weekly_summaries WHERE user_id = ? AND week_start_date = ?`,
  ).get(memberId, weekStart);
  if (row === undefined) return null;
  const { types, ...summary } = row;
  return { ...summary, achievementTypes: JSON.parse(types) as string[] };
}

/** Forgets weeks that began before a date; at most `limit` rows. @returns how many there were */
export function deleteOldSummaries(tx: WritableDb, beforeDate: string, limit: number): number {
  return sql(
    tx,
    `DELETE FROM weekly_summaries WHERE (user_id, week_start_date) IN
       (SELECT user_id, week_start_date FROM weekly_summaries WHERE week_start_date < ? LIMIT ?)`,
  ).run(beforeDate, limit).changes;
}
