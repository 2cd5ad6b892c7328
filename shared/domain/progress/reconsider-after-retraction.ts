import type { LocalDays } from '../../base/local-days.ts';
import { findAchievementRule } from '../achievements/achievement-rules.ts';
import type { AchievementFamily } from '../achievements/achievement-rules.ts';
import type { Achievement } from '../achievements/achievement.ts';
import { currentGoalValue, goalReached } from '../goals/goal-progress.ts';
import type { Goal } from '../goals/goal.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';

/** Families that count readings, or goals that readings reach; the others count visits and years. */
const RESTS_ON_READINGS: ReadonlySet<AchievementFamily> = new Set([
  'effort_points_total',
  'effort_points_in_session',
  'calories_total',
  'training_hours',
  'personal_record',
  'goals_reached',
]);

/**
 * The achievements that may rest on a reading which no longer counts. They are deleted, and the next
 * review earns again whatever the remaining readings explain: a slip of the finger makes no record.
 * @param retracted readings that no longer count
 */
export function achievementsInDoubt(
  achievements: readonly Achievement[],
  retracted: readonly MetricReading[],
): readonly Achievement[] {
  const sinceMs = Math.min(...retracted.map(({ recordedAtMs }) => recordedAtMs));
  return achievements.filter(({ achievementType, achievedAtMs }) => {
    const family = findAchievementRule(achievementType)?.family;
    return family !== undefined && RESTS_ON_READINGS.has(family) && achievedAtMs >= sinceMs;
  });
}

/**
 * The goals that stand differently without some readings: what was reached only by one of them is
 * under way again, and a goal without any reading left is back at its start.
 * @param retracted readings that no longer count
 * @param readings of the same member that still do, any metrics, oldest first
 * @param movedGoals ids of goals whose target was moved before
 */
export function goalsInDoubt(
  goals: readonly Goal[],
  retracted: readonly MetricReading[],
  readings: readonly MetricReading[],
  movedGoals: ReadonlySet<string>,
  nowMs: number,
  days: LocalDays,
): readonly Goal[] {
  return goals.flatMap((goal) => {
    const restsOnIt = retracted.some(({ metricType, recordedAtMs }) => {
      const date = days.dateOf(recordedAtMs);
      return metricType === goal.metricType && date >= goal.startDate && date <= goal.targetDate;
    });
    if (!restsOnIt || goal.status === 'missed') return [];
    const left = readings.filter(({ metricType }) => metricType === goal.metricType);
    const isStillReached = goal.status === 'achieved' && goalReached(goal, left, days) !== null;
    const status = isStillReached ? 'achieved' : movedGoals.has(goal.id) ? 'adjusted' : 'active';
    const currentValue = currentGoalValue(goal, left, nowMs, days) ?? goal.startValue;
    return status === goal.status && currentValue === goal.currentValue
      ? []
      : [{ ...goal, status, currentValue }];
  });
}
