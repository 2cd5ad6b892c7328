import { statement, type Statement } from '../database.ts';

/** What one batch of facts says about one session; null where it says nothing. */
export interface HeartRateSessionChange {
  readonly sessionId: string;
  readonly memberId: string | null;
  readonly sensorId: string | null;
  readonly startedAtMs: number | null;
  /** End of the last minute block heard. */
  readonly heardUntilMs: number | null;
  readonly endedAtMs: number | null;
  readonly endReason: string | null;
  /** JSON text of the session's summary. */
  readonly summary: string | null;
}

/** Merges changes into the sessions; what is known already stays, in whatever order the facts arrive. */
export function mergeHeartRateSessions(gymId: string, changes: readonly HeartRateSessionChange[]): Statement {
  return statement(
    `insert into heart_rate_sessions as known
       (gym_id, session_id, member_id, sensor_id, started_at_ms, heard_until_ms, ended_at_ms, end_reason, summary)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[],
                              $9::text[])
     on conflict (gym_id, session_id) do update set
       member_id = coalesce(known.member_id, excluded.member_id),
       sensor_id = coalesce(known.sensor_id, excluded.sensor_id),
       started_at_ms = coalesce(known.started_at_ms, excluded.started_at_ms),
       heard_until_ms = greatest(known.heard_until_ms, excluded.heard_until_ms),
       ended_at_ms = coalesce(known.ended_at_ms, excluded.ended_at_ms),
       end_reason = coalesce(known.end_reason, excluded.end_reason),
       summary = coalesce(known.summary, excluded.summary)`,
    [
      gymId,
      changes.map((change) => change.sessionId),
      changes.map((change) => change.memberId),
      changes.map((change) => change.sensorId),
      changes.map((change) => change.startedAtMs),
      changes.map((change) => change.heardUntilMs),
      changes.map((change) => change.endedAtMs),
      changes.map((change) => change.endReason),
      changes.map((change) => change.summary),
    ],
  );
}
