import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { findMetric } from '../../shared/domain/metrics/metric-registry.ts';
import { buildProgressHistory } from '../../shared/domain/progress/build-progress-history.ts';
import type { ProgressHistory, TimeRange } from '../../shared/domain/progress/progress-history.ts';
import type { MemberCaller } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectGoals, toGoal } from '../store/tables/goals.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { MAX_READINGS, selectMetricHistory, toMetricReading } from '../store/tables/progress-metrics.ts';
import { selectUser } from '../store/tables/users.ts';

/** One metric of the member who asks: the readings, what they say and where they lead. */
export async function readProgress(
  { metricType, timeRange }: { metricType: string; timeRange: TimeRange },
  { gymId, memberId }: MemberCaller,
  { database, clock }: { database: CentralDatabase; clock: Clock },
): Promise<Result<ProgressHistory, 'unknown_metric' | 'unknown_member'>> {
  if (findMetric(metricType) === undefined) return fail('unknown_metric');
  const [[gym], [user], readings, goals] = await Promise.all([
    database.query(selectGym(gymId)),
    database.query(selectUser(gymId, memberId)),
    database.query(selectMetricHistory(gymId, memberId, metricType, MAX_READINGS)),
    database.query(selectGoals(gymId, memberId)),
  ]);
  if (gym === undefined || user === undefined) return fail('unknown_member');
  return ok(
    buildProgressHistory({
      metricType,
      readings: readings.map(toMetricReading),
      goals: goals.map(toGoal),
      range: timeRange,
      nowMs: clock.nowMs(),
      zone: gym.timezone,
    }),
  );
}
