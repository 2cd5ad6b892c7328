import { NOTIFICATION_CHANNELS, NOTIFICATION_TOPICS } from './notification.ts';
import type { NotificationChannel, NotificationTopic } from './notification.ts';

/** A member's answer to hearing about a topic on a channel. */
export interface NotificationPreference {
  readonly topic: NotificationTopic;
  readonly channel: NotificationChannel;
  readonly enabled: boolean;
}

/** Until somebody says otherwise: the screen shows, and nothing is sent to anybody who did not ask for it. */
const ENABLED_BY_DEFAULT: Readonly<Record<NotificationChannel, boolean>> = { in_app: true, email: false };

/** Whether a member hears about a topic on a channel. */
export function isOptedIn(
  chosen: readonly NotificationPreference[],
  topic: NotificationTopic,
  channel: NotificationChannel,
): boolean {
  const choice = chosen.find((one) => one.topic === topic && one.channel === channel);
  return choice?.enabled ?? ENABLED_BY_DEFAULT[channel];
}

/** Every topic on every channel, in a fixed order, with what was chosen or else the default. */
export function allPreferences(chosen: readonly NotificationPreference[]): NotificationPreference[] {
  return NOTIFICATION_TOPICS.flatMap((topic) =>
    NOTIFICATION_CHANNELS.map((channel) => ({ topic, channel, enabled: isOptedIn(chosen, topic, channel) })),
  );
}
