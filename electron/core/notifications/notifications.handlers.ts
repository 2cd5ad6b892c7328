import { memberOnly } from '../screen/procedures.ts';
import {
  markNotificationsRead,
  readNotificationPreferences,
  readNotifications,
  setNotificationPreferences,
} from './member-notifications.ts';

export const notificationHandlers = memberOnly.notifications.router({
  list: memberOnly.notifications.list.handler(({ context: { store, member } }) =>
    readNotifications(store, member.id, store.nowMs()),
  ),
  markRead: memberOnly.notifications.markRead.handler(({ context, input }) => {
    const { store, member, changed } = context;
    markNotificationsRead(store, member.id, input.ids, store.nowMs());
    changed();
  }),
  preferences: memberOnly.notifications.preferences.handler(({ context: { store, member } }) =>
    readNotificationPreferences(store, member.id),
  ),
  setPreferences: memberOnly.notifications.setPreferences.handler(({ context, input }) => {
    const { store, member, changed } = context;
    const preferences = setNotificationPreferences(store, member.id, input.preferences, store.nowMs());
    changed();
    return preferences;
  }),
});
