import { dayOfDate } from '../../../shared/base/calendar-days.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { findMetric, isPlausible, METRICS } from '../../../shared/domain/metrics/metric-registry.ts';
import type { MetricDefinition } from '../../../shared/domain/metrics/metric-registry.ts';
import { usableReadings } from '../../../shared/domain/metrics/usable-readings.ts';
import { comparableReadings } from '../../../shared/domain/progress/comparable-readings.ts';
import { expectReading } from '../../../shared/domain/trends/surprising-reading.ts';
import type { ReadableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import {
  findLatestMetric,
  findMetricById,
  listEnteredMetric,
  listMetric,
} from '../store/tables/progress-metrics.ts';
import { isRetracted } from '../store/tables/retracted-metrics.ts';
import { recordMetric } from './record-metric.ts';
import { retractReading } from './retract-reading.ts';
import { trackProgress } from './track-progress.ts';

/** How long taking an entry back counts as undoing a slip of the finger. */
export const UNDO_WINDOW_MS = 30_000;
/** A value is noted for a day of the last year; what is older is nobody's memory. */
export const MOST_DAYS_BACK = 366;
const SINCE_EVER = 0;
const NOON_MINUTE = 720;

export interface Entry {
  /** Made by the page, once for each time the number pad is opened. */
  readonly id: string;
  readonly member: Member;
  readonly metricType: string;
  readonly value: number;
  /** The member was asked about a surprising value, and it is right. */
  readonly isConfirmed: boolean;
  /** The day it was measured on, ISO calendar date; null for now. */
  readonly recordedOn: string | null;
  readonly atMs: number;
}

export type EntryResult =
  | { readonly outcome: 'recorded'; readonly reading: MetricReading; readonly undoUntilMs: number }
  /** Nothing is stored; the values the member's history leads to expect. */
  | { readonly outcome: 'surprising'; readonly low: number; readonly high: number };

export type EntryRefusal =
  'unknown_metric' | 'not_by_hand' | 'implausible_value' | 'not_that_day' | 'id_taken';

/** What may be noted by hand, each with the member's latest value. */
export function listEnterable(
  db: ReadableDb,
  member: Member,
  nowMs: number,
): readonly { readonly metric: MetricDefinition; readonly last: MetricReading | null }[] {
  return METRICS.filter(({ manualEntry }) => manualEntry).map((metric) => ({
    metric,
    last: findLatestMetric(db, member.id, metric.type, nowMs),
  }));
}

/**
 * A member notes a value by hand: stored with everything that follows from it in one transaction, and
 * asked about first where the member's own history leads to expect something else. An id that was
 * stored before answers with what is stored, so that a second press of the same key changes nothing.
 * @throws StorageFailed when the disk did not take it
 */
export function enterReading(store: Store, entry: Entry): Result<EntryResult, EntryRefusal> {
  const { id, member, metricType, value, atMs } = entry;
  const metric = findMetric(metricType);
  if (metric === undefined) return fail('unknown_metric');
  if (!metric.manualEntry) return fail('not_by_hand');
  if (!isPlausible(metricType, value)) return fail('implausible_value');
  const recordedAtMs = momentOf(entry, store.gym.zone);
  if (recordedAtMs === null) return fail('not_that_day');
  return store.write((tx) => {
    const stored = findMetricById(tx, member.id, id);
    if (stored !== null)
      return stored.metricType === metricType ? ok(recorded(stored, atMs)) : fail('id_taken');
    // Taken back in the meantime: a press that comes late must not bring it to life again.
    if (isRetracted(tx, member.id, id)) return fail('id_taken');
    if (!entry.isConfirmed) {
      const expected = expectEntry(tx, store.gym.zone, metric, entry, recordedAtMs);
      if (expected?.isSurprising === true)
        return ok({ outcome: 'surprising', low: expected.low, high: expected.high });
    }
    const reading: MetricReading = {
      id,
      memberId: member.id,
      metricType,
      value,
      recordedAtMs,
      source: 'manual',
      formula: null,
    };
    recordMetric(tx, store, reading, { inputs: null, heartRateSessionId: null });
    trackProgress(tx, store, member.id, atMs);
    return ok(recorded(reading, atMs));
  });
}

function recorded(reading: MetricReading, atMs: number): EntryResult {
  return { outcome: 'recorded', reading, undoUntilMs: atMs + UNDO_WINDOW_MS };
}

/** When an entry counts: now, or at noon of a day of the last year; null for any other day. */
function momentOf({ recordedOn, atMs }: Entry, zone: string): number | null {
  if (recordedOn === null) return atMs;
  const days = localDays(zone);
  const today = days.dayOf(atMs);
  const day = dayOfDate(recordedOn);
  if (day === null || day > today || day < today - MOST_DAYS_BACK) return null;
  return day === today ? atMs : days.atMinuteMs(day, NOON_MINUTE);
}

/** What the member's earlier readings lead to expect, within what the metric can be at all. */
function expectEntry(
  db: ReadableDb,
  zone: string,
  metric: MetricDefinition,
  { member, value }: Entry,
  recordedAtMs: number,
): ReturnType<typeof expectReading> {
  const before = comparableReadings(
    usableReadings(listMetric(db, member.id, metric.type, SINCE_EVER), recordedAtMs),
  );
  const expected = expectReading(metric, before, { value, recordedAtMs }, localDays(zone));
  if (expected === null) return null;
  const { min, max } = metric.plausible;
  return { ...expected, low: Math.max(min, expected.low), high: Math.min(max, expected.high) };
}

/** The latest values of a metric that the member noted by hand, newest first. */
export function listEntries(
  db: ReadableDb,
  member: Member,
  metricType: string,
  limit: number,
): readonly MetricReading[] {
  return listEnteredMetric(db, member.id, metricType, limit);
}

/**
 * A member takes back a value noted by hand, right away or later; what followed from it goes with it.
 * A second time changes nothing.
 * @returns `unknown_entry` for anything but an own entry by hand
 * @throws StorageFailed when the disk did not take it
 */
export function takeBackEntry(
  store: Store,
  { id, member, atMs }: Pick<Entry, 'id' | 'member' | 'atMs'>,
): Result<void, 'unknown_entry'> {
  return store.write((tx) => {
    if (isRetracted(tx, member.id, id)) return ok(undefined);
    const stored = findMetricById(tx, member.id, id);
    if (stored?.source !== 'manual') return fail('unknown_entry');
    const reason = atMs <= stored.recordedAtMs + UNDO_WINDOW_MS ? 'undone' : 'removed';
    const done = retractReading(tx, store, { memberId: member.id, readingId: id, reason, atMs });
    if (!done.ok) return fail('unknown_entry');
    trackProgress(tx, store, member.id, atMs);
    return ok(undefined);
  });
}
