import { toHeartRateSummary } from '../../../shared/contract/heart-rate-summary.ts';
import type { HeartRateSummary } from '../../../shared/contract/kiosk-api.ts';
import {
  summariseTrace,
  type TraceMember,
  type TraceSummary,
} from '../../../shared/domain/heart-rate/summarise-trace.ts';
import { RECOVERY_FORMULA } from '../../../shared/domain/heart-rate/recovery.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { provenMaximum } from '../../../shared/domain/heart-rate/maximum-heart-rate.ts';
import type { HeartRateTrace } from '../../../shared/domain/heart-rate/heart-rate-session.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { isOpenSession, type EndReason, type HeartRateBlock } from '../store/tables/heart-rate-sessions.ts';
import { findMember } from '../store/tables/users.ts';
import { readMemberBody } from './member-body.ts';
import { recordMetric } from '../progress/record-metric.ts';
import { storeHeartRateBlocks, type StartedSession } from './record-heart-rate.ts';
import { trackProgress } from '../progress/track-progress.ts';

/**
 * Ends a session: its last blocks, its summary, the metrics derived from it and what follows for the
 * member in one transaction. Metric ids follow from the session's, so that doing this twice stores them once.
 * @returns the summary, or null when the session was ended before
 */
export function finishHeartRateSession(
  store: Store,
  end: {
    session: StartedSession;
    trace: HeartRateTrace;
    blocks: readonly HeartRateBlock[];
    endedAtMs: number;
    reason: EndReason;
  },
): HeartRateSummary | null {
  const { session, trace, blocks, endedAtMs, reason } = end;
  return store.write((tx) => {
    const member = findMember(tx, session.memberId);
    if (member === null) return null;
    const body = readMemberBody(tx, member, endedAtMs);
    const summed = summariseTrace(trace, body);
    const summary = toHeartRateSummary(session.startedAtMs, endedAtMs, summed);
    if (!isOpenSession(tx, session)) return null;
    storeHeartRateBlocks(tx, store.facts, session, blocks);
    noteEnd(tx, store, session, { endedAtMs, reason, summary });
    storeMetrics(tx, store, session, endedAtMs, derivedMetrics(summed), body);
    raiseMaximum(tx, store, session, trace, summed, endedAtMs);
    trackProgress(tx, store, session.memberId, endedAtMs);
    return summary;
  });
}

/** A session that cannot be summed up ends all the same, so that its member and its strap are free. */
export function endUnsummed(
  store: Store,
  session: StartedSession,
  end: { readonly endedAtMs: number; readonly reason: EndReason },
): void {
  store.write((tx) => {
    if (isOpenSession(tx, session)) noteEnd(tx, store, session, { ...end, summary: {} });
  });
}

function noteEnd(
  tx: WritableDb,
  store: Store,
  { id, memberId }: StartedSession,
  { endedAtMs, reason, summary }: { endedAtMs: number; reason: EndReason; summary: object },
): void {
  store.facts.append(tx, {
    kind: 'heart_rate.session_finished',
    memberId,
    happenedAtMs: endedAtMs,
    payload: {
      session_id: id,
      ended_at: new Date(endedAtMs).toISOString(),
      reason,
      summary: { ...summary },
    },
  });
}

interface DerivedMetric {
  readonly metricType: string;
  readonly value: number | null;
  readonly formula: string | null;
}

/** Of a session that was too short for it the registry takes no value: it is kept, and counts nowhere. */
function derivedMetrics(summed: TraceSummary): DerivedMetric[] {
  const metrics: DerivedMetric[] = [
    { metricType: 'average_heart_rate', value: summed.averageBpm, formula: null },
    { metricType: 'maximum_heart_rate', value: summed.maximumBpm, formula: null },
    // The summary's clock, the sum of its zones and this are one number.
    { metricType: 'workout_duration', value: summed.countedSeconds / 60, formula: null },
    { metricType: 'workout_count', value: 1, formula: null },
    {
      metricType: 'effort_points',
      value: summed.effortPoints?.value ?? null,
      formula: summed.effortPoints?.formula ?? null,
    },
    { metricType: 'training_load', value: summed.load?.value ?? null, formula: summed.load?.formula ?? null },
    {
      metricType: 'calories_burned',
      value: summed.calories?.kcal ?? null,
      formula: summed.calories?.formula ?? null,
    },
    { metricType: 'heart_rate_recovery_60s', value: summed.recoveryBpm, formula: RECOVERY_FORMULA },
  ];
  return metrics.filter(
    ({ metricType }) => summed.heardSeconds >= (findMetric(metricType)?.leastSessionS ?? 0),
  );
}

function storeMetrics(
  tx: WritableDb,
  store: Store,
  session: StartedSession,
  recordedAtMs: number,
  metrics: readonly DerivedMetric[],
  body: TraceMember,
): void {
  for (const { metricType, value, formula } of metrics) {
    if (value === null) continue;
    recordMetric(
      tx,
      store,
      {
        id: `${session.id}:${metricType}`,
        memberId: session.memberId,
        metricType,
        value,
        recordedAtMs,
        source: formula === null ? 'device' : 'automated',
        formula,
      },
      {
        inputs: formula === null ? null : { heart_rate_session_id: session.id, ...body },
        heartRateSessionId: session.id,
      },
    );
  }
}

/** A session that held a higher rate for long enough proves that the member's maximum was too low. */
function raiseMaximum(
  tx: WritableDb,
  store: Store,
  session: StartedSession,
  trace: HeartRateTrace,
  { memberMaximum }: TraceSummary,
  happenedAtMs: number,
): void {
  const proven = memberMaximum === null ? null : provenMaximum(trace.bpm, memberMaximum.bpm);
  if (proven === null) return;
  store.facts.append(tx, {
    kind: 'heart_rate.maximum_raised',
    memberId: session.memberId,
    happenedAtMs,
    payload: { session_id: session.id, bpm: proven, before_bpm: memberMaximum?.bpm ?? null },
  });
}
