import { running } from '../screen/procedures.ts';

export const dashboardHandlers = running.dashboard.router({
  get: running.dashboard.get.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    return context.openDashboard(session);
  }),
});
