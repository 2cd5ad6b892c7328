import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { running } from './procedures.ts';

export const dashboardHandlers = running.dashboard.router({
  get: running.dashboard.get.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    return context.openDashboard(session);
  }),
});

export const progressHandlers = running.progress.router({
  history: running.progress.history.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    if (findMetric(input.metric_type) === undefined) throw errors.UNKNOWN_METRIC();
    return context.readProgress(session, input.metric_type, input.time_range);
  }),
});
