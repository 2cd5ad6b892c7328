import type { EnterableMetric, EntryOutcome, EntryTaken } from '../../shared/contract/progress-entry.ts';

const DAY_MS = 86_400_000;

/** Some of what may be noted by hand: one with decimals, one without, one that is new to the member. */
export function sampleEntryForm(nowMs: number): EnterableMetric[] {
  const last = (value: number) => ({ value, recorded_at: new Date(nowMs - 3 * DAY_MS).toISOString() });
  return [
    { metric_type: 'workout_duration', title: 'Training time', unit: 'min', decimals: 0, min: 0, max: 1_440, step: 1, last: last(48) },
    { metric_type: 'body_weight', title: 'Body weight', unit: 'kg', decimals: 1, min: 20, max: 350, step: 0.1, last: last(64.8) },
    { metric_type: 'body_fat_percent', title: 'Body fat', unit: '%', decimals: 1, min: 2, max: 75, step: 0.1, last: last(24.1) },
    { metric_type: 'waist_circumference', title: 'Waist', unit: 'cm', decimals: 1, min: 40, max: 250, step: 0.1, last: null },
    { metric_type: 'resting_heart_rate', title: 'Resting heart rate', unit: 'bpm', decimals: 0, min: 25, max: 130, step: 1, last: last(58) },
  ]; // prettier-ignore
}

/** Core stored an entry just now. */
export function sampleRecorded(
  nowMs: number,
  entry: { entry_id: string; metric_type: string; value: number },
): EntryOutcome {
  const { entry_id, metric_type, value } = entry;
  return {
    outcome: 'recorded',
    entry: { entry_id, metric_type, value, recorded_at: new Date(nowMs).toISOString() },
    undo_until: nowMs + 30_000,
  };
}

/** What the member entered of a metric before. */
export function sampleEntries(nowMs: number, metricType: string): EntryTaken[] {
  return [58, 59, 61].map((value, index) => ({
    entry_id: `entry-${index}`,
    metric_type: metricType,
    value,
    recorded_at: new Date(nowMs - (3 + 6 * index) * DAY_MS).toISOString(),
  }));
}
