import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { findMetric } from '../../shared/domain/metrics/metric-registry.ts';
import { buildProgressHistory } from '../../shared/domain/progress/build-progress-history.ts';
import type { ProgressHistory, TimeRange } from '../../shared/domain/progress/progress-history.ts';
import type { MemberRef } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectGoals, toGoal } from '../store/tables/goals.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { MAX_READINGS, selectMetricHistory, toMetricReading } from '../store/tables/progress-metrics.ts';
import { readReview } from './review-member.ts';

/**
 * One metric of a member: the readings, what they say and where they lead. Conclusions are
 * drawn first where facts came since: some metrics follow from others.
 */
export async function readProgress(
  { metricType, timeRange }: { metricType: string; timeRange: TimeRange },
  { gymId, memberId }: MemberRef,
  { database, clock }: { database: CentralDatabase; clock: Clock },
): Promise<Result<ProgressHistory, 'unknown_metric' | 'unknown_member'>> {
  if (findMetric(metricType) === undefined) return fail('unknown_metric');
  const nowMs = clock.nowMs();
  const [gym] = await database.query(selectGym(gymId));
  if (gym === undefined) return fail('unknown_member');
  const review = await readReview(gym, { gymId, memberId }, { database, nowMs });
  if (review === null) return fail('unknown_member');
  const [readings, times, goals] = await Promise.all([
    database.query(selectMetricHistory(gymId, memberId, metricType, MAX_READINGS)),
    // They say which readings of a strap's session count.
    metricType === 'workout_duration'
      ? []
      : database.query(selectMetricHistory(gymId, memberId, 'workout_duration', MAX_READINGS)),
    database.query(selectGoals(gymId, memberId)),
  ]);
  return ok(
    buildProgressHistory({
      metricType,
      readings: [...readings, ...times].map(toMetricReading),
      goals: goals.map(toGoal),
      range: timeRange,
      nowMs,
      zone: gym.timezone,
    }),
  );
}
