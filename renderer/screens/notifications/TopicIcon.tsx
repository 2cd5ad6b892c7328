import {
  IconCalendarEvent,
  IconCalendarWeek,
  IconHeartHandshake,
  IconTargetArrow,
  IconTrendingUp,
  IconTrophy,
} from '@tabler/icons-react';
import type { NotificationTopic } from '../../../shared/domain/notifications/notification.ts';

const ICONS = {
  achievements: IconTrophy,
  goals: IconTargetArrow,
  progress: IconTrendingUp,
  class_reminders: IconCalendarEvent,
  weekly_summary: IconCalendarWeek,
  we_miss_you: IconHeartHandshake,
} as const satisfies Record<NotificationTopic, unknown>;

/** The sign of a topic; its name always stands beside it or is said by the text. */
export function TopicIcon({ topic }: { readonly topic: NotificationTopic }) {
  const Icon = ICONS[topic];
  return <Icon aria-hidden="true" />;
}
