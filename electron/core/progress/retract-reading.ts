import type { MemberId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import {
  achievementsInDoubt,
  goalsInDoubt,
} from '../../../shared/domain/progress/reconsider-after-retraction.ts';
import { isDerivedHere } from '../../../shared/domain/progress/derive-metrics.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { deleteAchievement, listAchievements } from '../store/tables/achievements.ts';
import { listGoalAdjustments } from '../store/tables/goal-adjustments.ts';
import { listGoals, updateGoal } from '../store/tables/goals.ts';
import { findMetricById, listMetrics } from '../store/tables/progress-metrics.ts';
import { isRetracted, type RetractionReason } from '../store/tables/retracted-metrics.ts';

const SINCE_EVER = 0;

/**
 * Takes a member's reading back with its fact, inside the caller's transaction: it counts for nothing
 * any more, and what rested on it is in doubt until the conclusions are drawn again, which is the
 * caller's to do, once for all readings of one occasion. A second time changes nothing.
 * @returns `unknown_reading` for one that is not this member's
 */
export function retractReading(
  tx: WritableDb,
  store: Store,
  retraction: {
    readonly memberId: MemberId;
    readonly readingId: string;
    readonly reason: RetractionReason;
    readonly atMs: number;
  },
): Result<void, 'unknown_reading'> {
  const { memberId, readingId, reason, atMs } = retraction;
  if (isRetracted(tx, memberId, readingId)) return ok(undefined);
  const reading = findMetricById(tx, memberId, readingId);
  // A derived reading follows from others, and only those can be taken back.
  if (reading === null || isDerivedHere(reading)) return fail('unknown_reading');
  store.facts.append(tx, {
    kind: 'metric.retracted',
    memberId,
    happenedAtMs: atMs,
    payload: { reading_id: readingId, reason },
  });
  doubtWhatRestedOn(tx, store, reading, atMs);
  return ok(undefined);
}

function doubtWhatRestedOn(tx: WritableDb, store: Store, reading: MetricReading, nowMs: number): void {
  const { memberId } = reading;
  for (const { id } of achievementsInDoubt(listAchievements(tx, memberId), [reading]))
    deleteAchievement(tx, id);
  const moved = new Set<string>(listGoalAdjustments(tx, memberId).map(({ goalId }) => goalId));
  const goals = goalsInDoubt(
    listGoals(tx, memberId),
    [reading],
    listMetrics(tx, memberId, SINCE_EVER),
    moved,
    nowMs,
    localDays(store.gym.zone),
  );
  for (const goal of goals) updateGoal(tx, goal, nowMs);
}
