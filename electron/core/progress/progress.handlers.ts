import { MAX_LISTED_ENTRIES } from '../../../shared/contract/progress-entry.ts';
import type { EnterableMetric, EntryTaken } from '../../../shared/contract/progress-entry.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import { enterReading, listEnterable, listEntries, takeBackEntry } from './enter-reading.ts';
import type { Store } from '../store/store.ts';
import { memberOnly } from '../screen/procedures.ts';

export const progressHandlers = memberOnly.progress.router({
  history: memberOnly.progress.history.handler(({ context: { progress, member }, input, errors }) => {
    if (findMetric(input.metric_type) === undefined) throw errors.UNKNOWN_METRIC();
    return progress.history(member, input.metric_type, input.time_range);
  }),
  entryForm: memberOnly.progress.entryForm.handler(({ context: { store, member } }) =>
    listEnterable(store.db, member, store.nowMs()).map((one) => toEnterable(one, store)),
  ),
  record: memberOnly.progress.record.handler(({ context: { store, member, changed }, input, errors }) => {
    const entered = enterReading(store, {
      id: input.entry_id,
      member,
      metricType: input.metric_type,
      value: input.value,
      isConfirmed: input.confirmed,
      recordedOn: input.recorded_on,
      atMs: store.nowMs(),
    });
    if (!entered.ok) {
      switch (entered.code) {
        case 'unknown_metric':
          throw errors.UNKNOWN_METRIC();
        case 'not_by_hand':
          throw errors.NOT_BY_HAND();
        case 'implausible_value':
          throw errors.IMPLAUSIBLE_VALUE();
        case 'not_that_day':
          throw errors.NOT_THAT_DAY();
        case 'id_taken':
          throw errors.ID_TAKEN();
      }
    }
    const { value } = entered;
    if (value.outcome === 'surprising') return value;
    changed();
    return {
      outcome: 'recorded' as const,
      entry: toEntry(value.reading),
      undo_until: value.undoUntilMs,
    };
  }),
  entries: memberOnly.progress.entries.handler(({ context: { store, member }, input, errors }) => {
    if (findMetric(input.metric_type) === undefined) throw errors.UNKNOWN_METRIC();
    return listEntries(store.db, member, input.metric_type, MAX_LISTED_ENTRIES).map(toEntry);
  }),
  takeBack: memberOnly.progress.takeBack.handler(({ context: { store, member, changed }, input, errors }) => {
    const taken = takeBackEntry(store, { id: input.entry_id, member, atMs: store.nowMs() });
    if (!taken.ok) throw errors.NOT_FOUND();
    changed();
  }),
});

function toEnterable(
  { metric, last }: ReturnType<typeof listEnterable>[number],
  { gym }: Store,
): EnterableMetric {
  const words = wordingFor(gym.language);
  return {
    metric_type: metric.type,
    title: words.metricTitle(metric),
    unit: metric.unit,
    decimals: metric.decimals,
    min: metric.plausible.min,
    max: metric.plausible.max,
    step: metric.step,
    last:
      last === null ? null : { value: last.value, recorded_at: new Date(last.recordedAtMs).toISOString() },
  };
}

function toEntry({ id, metricType, value, recordedAtMs }: MetricReading): EntryTaken {
  return {
    entry_id: id,
    metric_type: metricType,
    value,
    recorded_at: new Date(recordedAtMs).toISOString(),
  };
}
