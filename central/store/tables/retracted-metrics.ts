import { statement, type Statement } from '../database.ts';
import type { ProgressMetricRow } from './progress-metrics.ts';

export interface Retraction {
  readonly memberId: string;
  readonly readingId: string;
  readonly reason: string;
  readonly retractedAtMs: number;
}

/** Remembers which readings were taken back; one that is known already stays as it is. */
export function insertRetractions(gymId: string, retractions: readonly Retraction[]): Statement {
  return statement(
    `insert into retracted_metrics (gym_id, member_id, id, reason, retracted_at_ms)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[])
     on conflict do nothing`,
    [
      gymId,
      retractions.map(({ memberId }) => memberId),
      retractions.map(({ readingId }) => readingId),
      retractions.map(({ reason }) => reason),
      retractions.map(({ retractedAtMs }) => retractedAtMs),
    ],
  );
}

/**
 * Deletes those of some readings that were taken back, and answers with them. Run while their
 * members' reviews are locked it sees both facts, whichever transaction brought either.
 */
export function deleteRetracted(gymId: string, ids: readonly string[]): Statement<ProgressMetricRow> {
  return statement(
    `delete from progress_metrics p using retracted_metrics r
     where p.gym_id = $1 and p.id = any($2::text[])
       and r.gym_id = p.gym_id and r.member_id = p.member_id and r.id = p.id
     returning p.id, p.member_id, p.metric_type, p.value, p.recorded_at_ms, p.source, p.formula`,
    [gymId, ids],
  );
}
