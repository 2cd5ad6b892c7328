import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { api } from './procedures.ts';

export const dashboardHandlers = api.dashboard.router({
  get: api.dashboard.get.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    return context.openDashboard(session);
  }),
});

export const progressHandlers = api.progress.router({
  history: api.progress.history.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (findMetric(input.metric_type) === undefined) throw errors.UNKNOWN_METRIC();
    const history = context.readProgress(session, input.metric_type, input.time_range);
    if (history === null) throw errors.UNKNOWN_METRIC();
    return history;
  }),
});
