import { toHeartRateSummary } from '../contract/heart-rate-summary.ts';
import type { ExcusedTime } from '../domain/attendance/excused-weeks.ts';
import type { Goal } from '../domain/goals/goal.ts';
import type { HeartRateSession } from '../domain/heart-rate/heart-rate-session.ts';
import type { TraceSummary } from '../domain/heart-rate/summarise-trace.ts';
import type { Member } from '../domain/members/member.ts';
import { findMetric } from '../domain/metrics/metric-registry.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import type { Visit } from '../domain/visits/visit.ts';
import { rowChange, type RowChange, type Stamp } from './row-changes.ts';

/** What a demo gym or an import brings, as the rows that facts would have made of it. */

/** Rows without a fact: whatever a fact says about them is said later. */
export const BEFORE_FACTS: Stamp = { atMs: 0, writer: '', epoch: 0, seq: 0 };

export function memberRow(member: Member): RowChange<'users'> {
  return rowChange(
    'users',
    { id: member.id },
    {
      member_number: member.memberNumber,
      first_name: member.firstName,
      last_name: member.lastName,
      alias: member.alias,
      sex: member.sex,
      birth_date: member.birthDate,
      height_cm: member.heightCm,
      membership_status: member.membershipStatus,
      joined_at: member.joinedAtMs,
      max_heart_rate_bpm: member.maxHeartRateBpm,
      resting_heart_rate_bpm: member.restingHeartRateBpm,
      board_privacy: member.boardPrivacy,
    },
  );
}

export function visitRow({ id, memberId, checkedInAtMs, classId }: Visit): RowChange<'visits'> {
  return rowChange('visits', { user_id: memberId, id }, { checked_in_at: checkedInAtMs, class_id: classId });
}

export function readingRow(reading: MetricReading): RowChange<'progress_metrics'> {
  return rowChange(
    'progress_metrics',
    { user_id: reading.memberId, id: reading.id },
    {
      metric_type: reading.metricType,
      value: reading.value,
      recorded_at: reading.recordedAtMs,
      source: reading.source,
      unit: findMetric(reading.metricType)?.unit ?? '',
      formula: reading.formula,
    },
  );
}

export function goalRow(goal: Goal, nowMs: number): RowChange<'goals'> {
  return rowChange(
    'goals',
    { user_id: goal.memberId, id: goal.id },
    {
      metric_type: goal.metricType,
      start_value: goal.startValue,
      current_value: goal.currentValue,
      start_date: goal.startDate,
      target_value: goal.targetValue,
      target_date: goal.targetDate,
      auto_adjust: goal.autoAdjust,
      status: goal.status,
      created_at: nowMs,
      updated_at: nowMs,
    },
  );
}

export function closureRow({ from, to }: ExcusedTime): RowChange<'gym_closures'> {
  return rowChange('gym_closures', { from_date: from, to_date: to }, {});
}

export function freezeRow({
  memberId,
  from,
  to,
}: ExcusedTime & { readonly memberId: string }): RowChange<'membership_freezes'> {
  return rowChange('membership_freezes', { user_id: memberId, from_date: from, to_date: to }, {});
}

interface Given {
  readonly memberId: string;
  readonly enrolledAtMs: number;
}

export function cardRow({
  code,
  memberId,
  enrolledAtMs,
}: Given & { readonly code: string }): RowChange<'cards'> {
  return rowChange('cards', { code }, { user_id: memberId, enrolled_at: enrolledAtMs });
}

export function strapRow({
  sensorId,
  memberId,
  enrolledAtMs,
}: Given & { readonly sensorId: string }): RowChange<'straps'> {
  return rowChange('straps', { sensor_id: sensorId }, { user_id: memberId, enrolled_at: enrolledAtMs });
}

/** A session with its summary where it has ended; its seconds are not kept. */
export function sessionRow(
  { id, memberId, sensor, startedAtMs, endedAtMs }: HeartRateSession,
  summary: TraceSummary,
): RowChange<'heart_rate_sessions'> {
  const isFinished = endedAtMs !== null;
  return rowChange(
    'heart_rate_sessions',
    { user_id: memberId, id },
    {
      sensor_id: sensor,
      started_at: startedAtMs,
      heard_until: endedAtMs,
      ended_at: endedAtMs,
      end_reason: isFinished ? 'finished' : null,
      summary: isFinished ? JSON.stringify(toHeartRateSummary(startedAtMs, endedAtMs, summary)) : null,
    },
  );
}
