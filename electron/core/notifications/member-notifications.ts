import { DAY_MS } from '../../../shared/base/clock.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import {
  MAX_NOTIFICATIONS_LISTED,
  type NotificationList,
} from '../../../shared/contract/notification-documents.ts';
import {
  allPreferences,
  type NotificationPreference,
} from '../../../shared/domain/notifications/preferences.ts';
import { isWorthShowing } from '../../../shared/domain/notifications/stored-notification.ts';
import { wordNotification } from '../../../shared/domain/notifications/word-notification.ts';
import { wordingFor } from '../../../shared/domain/wording/wording-for.ts';
import type { Store } from '../store/store.ts';
import { listNotificationPreferences } from '../store/tables/notification-preferences.ts';
import { listNotifications, listUnread } from '../store/tables/notifications.ts';

/** What a member was told longer ago is not listed any more. */
const LISTED_MS = 30 * DAY_MS;

/** What a member was told lately, in the gym's language, newest first. Reads only. */
export function readNotifications(store: Store, memberId: MemberId, nowMs: number): NotificationList {
  const words = wordingFor(store.gym.language);
  const notifications = listNotifications(store.db, memberId, nowMs - LISTED_MS, MAX_NOTIFICATIONS_LISTED)
    .filter((one) => isWorthShowing(one, nowMs))
    .map(({ id, topic, reason, createdAtMs, readAtMs }) => ({
      id,
      topic,
      text: wordNotification(reason, createdAtMs, words),
      created_at: new Date(createdAtMs).toISOString(),
      read_at: readAtMs === null ? null : new Date(readAtMs).toISOString(),
    }));
  return { unread: notifications.filter(({ read_at }) => read_at === null).length, notifications };
}

/**
 * Marks notifications of the member as read, with the fact that says so; those that are read already,
 * or not the member's, change nothing.
 * @throws StorageFailed when the disk did not take it
 */
export function markNotificationsRead(
  store: Store,
  memberId: MemberId,
  ids: readonly string[],
  nowMs: number,
): void {
  store.write((tx) => {
    const marked = listUnread(tx, memberId, ids);
    if (marked.length === 0) return;
    store.facts.append(tx, {
      kind: 'notification.read',
      memberId,
      happenedAtMs: nowMs,
      payload: { notification_ids: marked },
    });
  });
}

/** Every topic on every channel, as the member chose or else by default. */
export function readNotificationPreferences(store: Store, memberId: MemberId): NotificationPreference[] {
  return allPreferences(listNotificationPreferences(store.db, memberId));
}

/**
 * Keeps what the member wants to hear about, with the fact that tells central.
 * @throws StorageFailed when the disk did not take it
 */
export function setNotificationPreferences(
  store: Store,
  memberId: MemberId,
  preferences: readonly NotificationPreference[],
  nowMs: number,
): NotificationPreference[] {
  store.write((tx) => {
    store.facts.append(tx, {
      kind: 'notification.preferences_set',
      memberId,
      happenedAtMs: nowMs,
      payload: { preferences: [...preferences] },
    });
  });
  return readNotificationPreferences(store, memberId);
}
