import { localDays } from '../../../shared/base/local-days.ts';
import { evaluateAchievements } from '../../../shared/domain/achievements/evaluate-achievements.ts';
import { evaluateGoal } from '../../../shared/domain/goals/goal-progress.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import type { WritableDb } from '../store/database.ts';
import { insertAchievement, listAchievements } from '../store/tables/achievements.ts';
import { listAttendedClasses } from '../store/tables/classes.ts';
import { listGoals, listGoalsReachedAtMs, updateGoal } from '../store/tables/goals.ts';
import { listMetrics } from '../store/tables/progress-metrics.ts';
import { listVisits } from '../store/tables/visits.ts';

const SINCE_EVER = 0;

/**
 * Brings what follows from a member's visits and readings up to date: how far the goals are, which
 * of them are reached or missed, and what was earned. Doing it twice, or late, changes nothing more:
 * an achievement's id and time follow from what earned it.
 */
export function reviewMember(tx: WritableDb, member: Member, nowMs: number, zone: string): void {
  const days = localDays(zone);
  const readings = listMetrics(tx, member.id, SINCE_EVER);
  for (const goal of listGoals(tx, member.id)) {
    const { currentValue, status } = evaluateGoal(goal, readings, nowMs, days);
    if (currentValue !== goal.currentValue || status !== goal.status) {
      updateGoal(tx, { id: goal.id, currentValue, status }, nowMs);
    }
  }
  const known = new Set(listAchievements(tx, member.id).map(({ id }) => id));
  const earned = evaluateAchievements(
    {
      member,
      visits: listVisits(tx, member.id, SINCE_EVER),
      classes: listAttendedClasses(tx, member.id, SINCE_EVER),
      readings,
      goalsReachedAtMs: listGoalsReachedAtMs(tx, member.id),
      excusedWeeks: new Set(),
      nowMs,
      days,
    },
    wordingFor(),
  );
  for (const achievement of earned) if (!known.has(achievement.id)) insertAchievement(tx, achievement);
}
