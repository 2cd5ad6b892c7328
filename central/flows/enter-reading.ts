import { v5 } from 'uuid';
import { DAY_MS, MINUTE_MS, type Clock } from '../../shared/base/clock.ts';
import type { MemberId, NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { MetricReading, MetricSource } from '../../shared/domain/metrics/metric-reading.ts';
import { findMetric, isPlausible } from '../../shared/domain/metrics/metric-registry.ts';
import type { MemberReview } from '../../shared/domain/progress/review-member.ts';
import type { MemberRef } from '../auth/callers.ts';
import type { CentralDatabase, SqlRunner, Statement } from '../store/database.ts';
import { selectGym, type GymRow } from '../store/tables/gyms.ts';
import { outdateReviews } from '../store/tables/member-reviews.ts';
import {
  insertProgressMetrics,
  selectProgressMetric,
  toMetricReading,
} from '../store/tables/progress-metrics.ts';
import { selectUser } from '../store/tables/users.ts';
import { drawConclusions, localeOf, readMemberRows, saveConclusions } from './review-member.ts';

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
  | 'unknown_member'
  | 'unknown_metric'
  | 'not_by_hand'
  | 'implausible_value'
  | 'implausible_time'
  | 'id_conflict';

function checkEntry({ metricType, value, recordedAtMs }: ReadingEntry, nowMs: number): TrackRefusal | null {
  const metric = findMetric(metricType);
  if (metric === undefined) return 'unknown_metric';
  if (!metric.manualEntry) return 'not_by_hand';
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

/** Names readings that came without an id; made once, at random. */
const READING_NAMESPACE = '6e0c1b1e-8d0b-4b55-9d1c-6a3f4f1d2c90';

/** The id that follows from what is said, so that saying it twice stores it once. Null for "now", which is never twice. */
function ownId({ metricType, value, recordedAtMs }: ReadingEntry, memberId: string): string | null {
  return recordedAtMs === undefined
    ? null
    : v5(`${memberId} ${metricType} ${recordedAtMs} ${value}`, READING_NAMESPACE);
}

export interface TrackParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** What staff who enter it for the member leave behind, in the same transaction. */
  readonly auditEntry: Statement | null;
}

/**
 * Draws what follows from a reading that was just stored, in its transaction. The reading is worth
 * keeping even where that fails: the next look at the dashboard tries again.
 */
async function conclude(
  sql: SqlRunner,
  gym: GymRow,
  memberId: MemberId,
  { nowMs, log }: { nowMs: number; log: Log },
): Promise<void> {
  await sql.query(outdateReviews(gym.gym_id, [memberId], nowMs));
  const rows = await readMemberRows(sql, gym.gym_id, memberId);
  if (rows === null) return;
  let fresh: MemberReview;
  try {
    fresh = drawConclusions(rows, { ...localeOf(gym), nowMs });
  } catch (error) {
    log.error({ err: error }, 'the conclusions of a reading could not be drawn');
    return;
  }
  await saveConclusions(sql, gym, rows, fresh, nowMs);
}

/** Stores a reading unless it is there; `taken_back` for an id that counts for nothing any more. */
async function storeOnce(
  sql: SqlRunner,
  gymId: string,
  reading: MetricReading,
): Promise<Result<{ readonly reading: MetricReading; readonly isNew: boolean }, 'taken_back'>> {
  const added = await sql.query(insertProgressMetrics(gymId, [reading]));
  if (added.length > 0) return ok({ reading, isNew: true });
  const [row] = await sql.query(selectProgressMetric(gymId, reading.memberId, reading.id));
  return row === undefined ? fail('taken_back') : ok({ reading: toMetricReading(row), isNew: false });
}

/**
 * Stores one reading that was entered by hand together with everything that follows from it, in one
 * transaction: derived readings, goals, achievements and the review that the dashboard is read from.
 * @returns the reading as stored; the first one when the same entry is sent again
 */
export async function enterReading(
  entry: ReadingEntry,
  { gymId, memberId }: MemberRef,
  { database, clock, newId, log, auditEntry }: TrackParts,
): Promise<Result<MetricReading, TrackRefusal>> {
  const nowMs = clock.nowMs();
  const refusal = checkEntry(entry, nowMs);
  if (refusal !== null) return fail(refusal);
  const reading: MetricReading = {
    id: entry.id ?? ownId(entry, memberId) ?? newId(),
    memberId,
    metricType: entry.metricType,
    value: entry.value,
    recordedAtMs: entry.recordedAtMs ?? nowMs,
    source: entry.source,
    formula: null,
  };
  return database.transaction(async (sql) => {
    const note = async (): Promise<unknown> => (auditEntry === null ? null : sql.query(auditEntry));
    const [gym] = await sql.query(selectGym(gymId));
    const [user] = await sql.query(selectUser(gymId, memberId));
    if (gym === undefined || user === undefined) return fail('unknown_member');
    const stored = await storeOnce(sql, gymId, reading);
    if (stored.ok && stored.value.isNew) await conclude(sql, gym, memberId, { nowMs, log });
    if (stored.ok) {
      if (!isSameReading(stored.value.reading, entry, memberId)) return fail('id_conflict');
      await note();
      return ok(stored.value.reading);
    }
    if (entry.id !== undefined) return fail('id_conflict');
    // It was taken back and is entered again: a reading of its own.
    const again = await storeOnce(sql, gymId, { ...reading, id: newId() });
    if (!again.ok) return fail('id_conflict');
    await conclude(sql, gym, memberId, { nowMs, log });
    await note();
    return ok(again.value.reading);
  });
}
