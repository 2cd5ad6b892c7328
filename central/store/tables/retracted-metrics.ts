import { statement, type Statement } from '../database.ts';
import type { ProgressMetricRow } from './progress-metrics.ts';

/**
 * Deletes those of some readings that were taken back, and answers with them. Run while their
 * members' reviews are locked it sees both facts, whichever transaction brought either.
 */
export function deleteRetracted(gymId: string, ids: readonly string[]): Statement<ProgressMetricRow> {
  return statement(
    `delete from progress_metrics p using retracted_metrics r
     where p.gym_id = $1 and p.id = any($2::text[])
       and r.gym_id = p.gym_id and r.user_id = p.user_id and r.id = p.id
     returning p.id, p.user_id, p.metric_type, p.value, p.recorded_at, p.source, p.formula`,
    [gymId, ids],
  );
}
