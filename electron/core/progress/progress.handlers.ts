import { MAX_LISTED_ENTRIES } from '../../../shared/contract/progress-entry.ts';
import type { EnterableMetric, EntryTaken } from '../../../shared/contract/progress-entry.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import { enterReading, listEnterable, listEntries, takeBackEntry } from './enter-reading.ts';
import type { Store } from '../store/store.ts';
import { running } from '../screen/procedures.ts';

export const progressHandlers = running.progress.router({
  history: running.progress.history.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (findMetric(input.metric_type) === undefined) throw errors.UNKNOWN_METRIC();
    return context.readProgress(session, input.metric_type, input.time_range);
  }),
  entryForm: running.progress.entryForm.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    return listEnterable(context.store.db, session.member).map((one) => toEnterable(one, context.store));
  }),
  record: running.progress.record.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const entered = enterReading(context.store, {
      id: input.entry_id,
      member: session.member,
      metricType: input.metric_type,
      value: input.value,
      isConfirmed: input.confirmed,
      recordedOn: input.recorded_on,
      atMs: context.nowMs(),
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
    context.changed();
    return {
      outcome: 'recorded' as const,
      entry: toEntry(value.reading),
      undo_until: value.undoUntilMs,
    };
  }),
  entries: running.progress.entries.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (findMetric(input.metric_type) === undefined) throw errors.UNKNOWN_METRIC();
    const { db } = context.store;
    return listEntries(db, session.member, input.metric_type, MAX_LISTED_ENTRIES).map(toEntry);
  }),
  takeBack: running.progress.takeBack.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const { member } = session;
    const taken = takeBackEntry(context.store, { id: input.entry_id, member, atMs: context.nowMs() });
    if (!taken.ok) throw errors.NOT_FOUND();
    context.changed();
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
