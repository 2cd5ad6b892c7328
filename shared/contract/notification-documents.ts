import { isEmail, tidyEmail } from '../domain/members/email-address.ts';
import { z } from 'zod';
import { LANGUAGES } from '../domain/wording/languages.ts';
import {
  MAX_NOTIFICATION_ID,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_TOPICS,
} from '../domain/notifications/notification.ts';
import { isoTime } from './times.ts';

/** Notifications listed at once, newest first. */
export const MAX_NOTIFICATIONS_LISTED = 20;

export const notificationIdSchema = z.string().min(1).max(MAX_NOTIFICATION_ID);

export const notificationSchema = z.object({
  id: z.string(),
  topic: z.enum(NOTIFICATION_TOPICS),
  /** In the reader's language. */
  text: z.string(),
  created_at: isoTime,
  read_at: isoTime.nullable(),
});
export type NotificationDocument = z.infer<typeof notificationSchema>;

export const notificationListSchema = z.object({
  unread: z.number().int().nonnegative(),
  notifications: z.array(notificationSchema).max(MAX_NOTIFICATIONS_LISTED),
});
export type NotificationList = z.infer<typeof notificationListSchema>;

export const notificationPreferenceSchema = z.object({
  topic: z.enum(NOTIFICATION_TOPICS),
  channel: z.enum(NOTIFICATION_CHANNELS),
  enabled: z.boolean(),
});

/** Every topic on every channel at most once; what is not named stays as it was. */
export const notificationPreferencesSchema = z
  .array(notificationPreferenceSchema)
  .max(NOTIFICATION_TOPICS.length * NOTIFICATION_CHANNELS.length)
  .refine(
    (choices) => new Set(choices.map(({ topic, channel }) => `${topic}/${channel}`)).size === choices.length,
    'each topic and channel once',
  );

/** As central tells it: with the evidence, and what became of it on every channel. */
export const centralNotificationListSchema = notificationListSchema.extend({
  notifications: z
    .array(
      notificationSchema.extend({
        /** `kind` and the evidence behind it. */
        reason: z.record(z.string(), z.unknown()),
        deliveries: z.array(
          z.object({
            channel: z.enum(NOTIFICATION_CHANNELS),
            outcome: z.enum(['sent', 'queued', 'failed', 'held', 'dropped']),
            /** Why: `shown`, `single`, `digest`, `quiet_hours`, `weekly_cap`, `not_opted_in`, `superseded` … */
            code: z.string(),
            decided_at: isoTime,
            /** When a held one is looked at again. */
            until: isoTime.nullable(),
          }),
        ),
      }),
    )
    .max(MAX_NOTIFICATIONS_LISTED),
});
export type CentralNotificationList = z.infer<typeof centralNotificationListSchema>;

/** An address as somebody enters or pastes it, brought to the form in which it is kept. */
export const emailSchema = z
  .string()
  .max(1_000)
  .overwrite(tidyEmail)
  .refine(isEmail, 'an e-mail address')
  .meta({ format: 'email' });

/** Where and in which language a member is written to; null for nowhere and for the gym's language. */
export const contactSchema = z.object({
  email: emailSchema.nullable(),
  language: z.enum(LANGUAGES).nullable(),
});
export type ContactDocument = z.infer<typeof contactSchema>;
