import { DAY_MS, MINUTE_MS, type Clock } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import type { NewId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { evaluateGoal } from '../../shared/domain/goals/goal-progress.ts';
import type { MetricReading, MetricSource } from '../../shared/domain/metrics/metric-reading.ts';
import { findMetric, isPlausible } from '../../shared/domain/metrics/metric-registry.ts';
import type { MemberCaller } from '../auth/callers.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { selectGoals, toGoal, updateGoals } from '../store/tables/goals.ts';
import { selectGym } from '../store/tables/gyms.ts';
import {
  insertProgressMetrics,
  MAX_READINGS,
  selectMetricHistory,
  selectProgressMetric,
  toMetricReading,
} from '../store/tables/progress-metrics.ts';
import { selectUser } from '../store/tables/users.ts';

/** A phone's clock may run ahead by this much. */
const MAX_AHEAD_MS = 5 * MINUTE_MS;
/** Nobody enters a reading older than this by hand. */
const MAX_AGE_MS = 3_650 * DAY_MS;

export interface ReadingEntry {
  readonly metricType: string;
  readonly value: number;
  readonly recordedAtMs?: number | undefined;
  readonly source: MetricSource;
  /** The caller's own id, which makes sending it twice harmless. */
  readonly id?: string | undefined;
}

export type TrackRefusal =
  'unknown_member' | 'unknown_metric' | 'implausible_value' | 'implausible_time' | 'id_conflict';

function checkEntry({ metricType, value, recordedAtMs }: ReadingEntry, nowMs: number): TrackRefusal | null {
  if (findMetric(metricType) === undefined) return 'unknown_metric';
  if (!isPlausible(metricType, value)) return 'implausible_value';
  if (recordedAtMs === undefined) return null;
  return recordedAtMs > nowMs + MAX_AHEAD_MS || recordedAtMs < nowMs - MAX_AGE_MS ? 'implausible_time' : null;
}

/** Whether a stored reading is the one that is being sent again. */
function isSameReading(stored: MetricReading, entry: ReadingEntry, memberId: string): boolean {
  return (
    stored.memberId === memberId &&
    stored.metricType === entry.metricType &&
    stored.value === entry.value &&
    (entry.recordedAtMs === undefined || stored.recordedAtMs === entry.recordedAtMs)
  );
}

/** Brings the member's goals for a metric up to date with its readings. */
async function refreshGoals(
  sql: SqlRunner,
  { gymId, memberId }: MemberCaller,
  metricType: string,
  nowMs: number,
): Promise<void> {
  const goals = (await sql.query(selectGoals(gymId, memberId))).map(toGoal);
  const affected = goals.filter((goal) => goal.metricType === metricType);
  const [gym] = await sql.query(selectGym(gymId));
  if (affected.length === 0 || gym === undefined) return;
  const rows = await sql.query(selectMetricHistory(gymId, memberId, metricType, MAX_READINGS));
  const readings = rows.map(toMetricReading);
  const days = localDays(gym.timezone);
  const refreshed = affected.map((goal) => {
    const { currentValue, status } = evaluateGoal(goal, readings, nowMs, days);
    return { ...goal, currentValue, status };
  });
  await sql.query(updateGoals(gymId, refreshed, nowMs));
}

/**
 * Stores one reading that a member entered and brings the goals it counts for up to date.
 * @returns the reading as stored; the first one when the same entry is sent again
 */
export async function trackProgress(
  entry: ReadingEntry,
  member: MemberCaller,
  { database, clock, newId }: { database: CentralDatabase; clock: Clock; newId: NewId },
): Promise<Result<MetricReading, TrackRefusal>> {
  const nowMs = clock.nowMs();
  const refusal = checkEntry(entry, nowMs);
  if (refusal !== null) return fail(refusal);
  const reading: MetricReading = {
    id: entry.id ?? newId(),
    memberId: member.memberId,
    metricType: entry.metricType,
    value: entry.value,
    recordedAtMs: entry.recordedAtMs ?? nowMs,
    source: entry.source,
    formula: null,
  };
  return database.transaction(async (sql) => {
    const [user] = await sql.query(selectUser(member.gymId, member.memberId));
    if (user === undefined) return fail('unknown_member');
    const added = await sql.query(insertProgressMetrics(member.gymId, [reading]));
    if (added.length > 0) {
      await refreshGoals(sql, member, entry.metricType, nowMs);
      return ok(reading);
    }
    const [row] = await sql.query(selectProgressMetric(member.gymId, reading.id));
    const stored = row === undefined ? null : toMetricReading(row);
    return stored !== null && isSameReading(stored, entry, member.memberId)
      ? ok(stored)
      : fail('id_conflict');
  });
}
