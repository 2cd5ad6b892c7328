import { memberOnly } from '../screen/procedures.ts';

export const dashboardHandlers = memberOnly.dashboard.router({
  get: memberOnly.dashboard.get.handler(({ context: { progress, member } }) =>
    progress.openDashboard(member),
  ),
});
