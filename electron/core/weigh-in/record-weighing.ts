import type { MemberId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { METRICS } from '../../../shared/domain/metrics/metric-registry.ts';
import {
  EXERCISE_AFFECTS_MS,
  isAfterExercise,
  STILL_FRESH_MS,
  weighedReadingId,
} from '../../../shared/domain/weigh-in/after-exercise.ts';
import { weighedValues } from '../../../shared/domain/weigh-in/composition-values.ts';
import type { Expectation } from '../../../shared/domain/trends/surprising-reading.ts';
import { expectWeighing } from '../../../shared/domain/weigh-in/surprising-weighing.ts';
import type { Weighing } from '../../../shared/domain/weigh-in/weighing.ts';
import type { ReadableDb, WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { hasSessionBetween } from '../store/tables/heart-rate-sessions.ts';
import { saveWeighingOwner } from '../store/tables/last-weighings.ts';
import { findMetricBefore, findMetricById, listMetric } from '../store/tables/progress-metrics.ts';
import { isRetracted } from '../store/tables/retracted-metrics.ts';
import { findVisitBetween } from '../store/tables/visits.ts';
import { recordMetric } from '../progress/record-metric.ts';
import { retractReading } from '../progress/retract-reading.ts';
import { trackProgress } from '../progress/track-progress.ts';

const SINCE_EVER = 0;

/** A weighing as its member sees it. */
export interface RecordedWeighing {
  readonly weighingId: string;
  readonly kg: number;
  readonly atMs: number;
  /** The weighing before, or null for the first. */
  readonly previous: { readonly kg: number; readonly atMs: number } | null;
  /** An analyser's values beside the weight, in the order of the metrics. */
  readonly composition: readonly { readonly metricType: string; readonly value: number }[];
  /** The composition was taken in the hours after exercise, and stays out of the trend. */
  readonly afterExercise: boolean;
}

type WeightAtTime = Pick<Weighing, 'kg' | 'atMs'>;

function expectation(store: Store, memberId: MemberId, { kg, atMs }: WeightAtTime): Expectation | null {
  const before = listMetric(store.db, memberId, 'body_weight', SINCE_EVER);
  return expectWeighing(before, { value: kg, recordedAtMs: atMs }, localDays(store.gym.zone));
}

/** Whether a weighing lies outside what the member's own history leads to expect. */
export function isSurprisingFor(store: Store, memberId: MemberId, weighing: WeightAtTime): boolean {
  return expectation(store, memberId, weighing)?.isSurprising ?? false;
}

/** Whether the member has a history, and the weighing lies within it. */
export function fitsHistory(store: Store, memberId: MemberId, weighing: WeightAtTime): boolean {
  return expectation(store, memberId, weighing)?.isSurprising === false;
}

/**
 * Stores a weighing as a member's, inside the caller's transaction: every value the product knows, each
 * with its fact, and what follows from them. Ids follow from the weighing, so that doing this twice, or
 * again once the analyser has finished, stores each value once; what was taken back stays so.
 */
export function recordWeighing(
  tx: WritableDb,
  store: Store,
  memberId: MemberId,
  weighing: Weighing,
): RecordedWeighing {
  const { id, device, kg, sent, fields, atMs } = weighing;
  const previous = findMetricBefore(tx, memberId, 'body_weight', atMs);
  const afterExercise = fields !== null && hasExercised(tx, memberId, atMs);
  const composition: { metricType: string; value: number }[] = [];
  for (const { metricType, value } of weighedValues(weighing)) {
    const isWeight = metricType === 'body_weight';
    const readingId = weighedReadingId(id, metricType, afterExercise && !isWeight);
    if (findMetricById(tx, memberId, readingId) !== null || isRetracted(tx, memberId, readingId)) continue;
    const reading: MetricReading = {
      id: readingId,
      memberId,
      metricType,
      value,
      recordedAtMs: atMs,
      source: 'device',
      formula: null,
    };
    const inputs = { device, ...(isWeight ? { sent } : { fields, after_exercise: afterExercise }) };
    const isStored = recordMetric(tx, store, reading, { inputs, heartRateSessionId: null });
    if (!isStored) store.log.warn({ device, metricType }, 'a scale sent a value that nobody can have');
    else if (!isWeight) composition.push({ metricType, value });
  }
  saveWeighingOwner(tx, id, memberId);
  trackProgress(tx, store, memberId, atMs);
  return {
    weighingId: id,
    kg,
    atMs,
    previous: previous === null ? null : { kg: previous.value, atMs: previous.recordedAtMs },
    composition,
    afterExercise,
  };
}

/** Takes everything of a weighing back, as the member asked right after it. Doing it twice changes nothing. */
export function undoWeighing(store: Store, memberId: MemberId, weighingId: string): void {
  store.write((tx) => {
    const atMs = store.nowMs();
    for (const { type } of METRICS) {
      for (const afterExercise of [false, true]) {
        const readingId = weighedReadingId(weighingId, type, afterExercise);
        if (findMetricById(tx, memberId, readingId) === null) continue;
        retractReading(tx, store, { memberId, readingId, reason: 'undone', atMs });
      }
    }
    saveWeighingOwner(tx, weighingId, null);
    trackProgress(tx, store, memberId, atMs);
  });
}

function hasExercised(db: ReadableDb, memberId: MemberId, atMs: number): boolean {
  const visit = findVisitBetween(db, memberId, atMs - EXERCISE_AFFECTS_MS - 1, atMs - STILL_FRESH_MS + 1);
  const hasStrapSession = hasSessionBetween(db, memberId, atMs - EXERCISE_AFFECTS_MS, atMs);
  return isAfterExercise(atMs, visit?.checkedInAtMs ?? null, hasStrapSession);
}
