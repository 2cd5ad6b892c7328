import { running } from '../screen/procedures.ts';

export const notificationHandlers = running.notifications.router({
  list: running.notifications.list.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    return context.notifications.list(session);
  }),
  markRead: running.notifications.markRead.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    context.notifications.markRead(session, input.ids);
    context.changed();
  }),
  preferences: running.notifications.preferences.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    return context.notifications.preferences(session);
  }),
  setPreferences: running.notifications.setPreferences.handler(({ context, input, errors }) => {
    const session = context.sessions.find(input.session_id);
    if (session === null) throw errors.SESSION_OVER();
    const preferences = context.notifications.setPreferences(session, input.preferences);
    context.changed();
    return preferences;
  }),
});
