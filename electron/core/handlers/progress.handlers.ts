import { MAX_LISTED_ENTRIES, type EntryTaken } from '../../../shared/contract/progress-entry.ts';
import type { MetricReading } from '../../../shared/domain/metrics/metric-reading.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { running } from './procedures.ts';

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
    return context.entries.form(session);
  }),
  record: running.progress.record.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const entered = context.entries.enter(session, {
      id: input.entry_id,
      metricType: input.metric_type,
      value: input.value,
      isConfirmed: input.confirmed,
    });
    if (!entered.ok) {
      switch (entered.code) {
        case 'unknown_metric':
          throw errors.UNKNOWN_METRIC();
        case 'not_by_hand':
          throw errors.NOT_BY_HAND();
        case 'implausible_value':
          throw errors.IMPLAUSIBLE_VALUE();
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
    return context.entries.list(session, input.metric_type, MAX_LISTED_ENTRIES).map(toEntry);
  }),
  takeBack: running.progress.takeBack.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const taken = context.entries.takeBack(session, input.entry_id);
    if (!taken.ok) throw errors.NOT_FOUND();
    context.changed();
  }),
});

function toEntry({ id, metricType, value, recordedAtMs }: MetricReading): EntryTaken {
  return {
    entry_id: id,
    metric_type: metricType,
    value,
    recorded_at: new Date(recordedAtMs).toISOString(),
  };
}
