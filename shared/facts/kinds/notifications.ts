import { z } from 'zod';
import {
  MAX_NOTIFICATIONS_LISTED,
  notificationIdSchema,
  notificationPreferencesSchema,
} from '../../contract/notification-documents.ts';
import { defineFact } from '../define-fact.ts';
import { rowChange } from '../row-changes.ts';

/** What members read of what they were told, and what they want to hear about. */
export const notificationFacts = {
  /** A member opened these; the ids follow from what the notifications are about, so central knows them too. */
  'notification.read': defineFact({
    versions: [
      z.object({
        notification_ids: z.array(notificationIdSchema).min(1).max(MAX_NOTIFICATIONS_LISTED),
      }),
    ],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'attendance',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) =>
      payload.notification_ids.map((id) =>
        rowChange(
          'notification_reads',
          { user_id: memberId, notification_id: id },
          { read_at: happenedAtMs },
        ),
      ),
  }),
  'notification.preferences_set': defineFact({
    versions: [z.object({ preferences: notificationPreferencesSchema.min(1) })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'identity',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) =>
      payload.preferences.map(({ topic, channel, enabled }) =>
        rowChange(
          'notification_preferences',
          { user_id: memberId, topic, channel },
          { enabled, decided_at: happenedAtMs },
        ),
      ),
  }),
};
