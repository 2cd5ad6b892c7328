import { SECOND_MS } from '../../shared/base/clock.ts';
import type { Fact } from '../../shared/domain/facts/fact.ts';
import type { HeartRateSessionChange } from '../store/tables/heart-rate-sessions.ts';
import { factsOfKind } from './facts-of-kind.ts';

function emptyChange(sessionId: string): HeartRateSessionChange {
  return {
    sessionId,
    memberId: null,
    sensorId: null,
    startedAtMs: null,
    heardUntilMs: null,
    endedAtMs: null,
    endReason: null,
    summary: null,
  };
}

/** What a batch of facts says about heart-rate sessions, one change a session. */
export function sessionChanges(facts: readonly Fact[]): HeartRateSessionChange[] {
  const changes = new Map<string, HeartRateSessionChange>();
  const merge = (sessionId: string, part: Partial<HeartRateSessionChange>): void => {
    changes.set(sessionId, { ...(changes.get(sessionId) ?? emptyChange(sessionId)), ...part });
  };

  for (const { payload, memberId, happenedAtMs } of factsOfKind(facts, 'heart_rate.session_started')) {
    merge(payload.session_id, { memberId, sensorId: payload.sensor_id, startedAtMs: happenedAtMs });
  }
  for (const { payload } of factsOfKind(facts, 'heart_rate.minute')) {
    // One byte a second.
    const seconds = Buffer.from(payload.bpm, 'base64').length;
    const heardUntilMs = Date.parse(payload.started_at) + seconds * SECOND_MS;
    const known = changes.get(payload.session_id)?.heardUntilMs ?? heardUntilMs;
    merge(payload.session_id, { heardUntilMs: Math.max(known, heardUntilMs) });
  }
  for (const { payload, memberId } of factsOfKind(facts, 'heart_rate.session_finished')) {
    merge(payload.session_id, {
      ...(memberId === null ? {} : { memberId }),
      endedAtMs: Date.parse(payload.ended_at),
      endReason: payload.reason,
      summary: JSON.stringify(payload.summary),
    });
  }
  return [...changes.values()];
}
