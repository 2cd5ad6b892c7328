import type { NotificationList } from '../../shared/contract/notification-documents.ts';
import {
  allPreferences,
  type NotificationPreference,
} from '../../shared/domain/notifications/preferences.ts';

const HOUR_MS = 3_600_000;

/** What a member was told lately; two of them not opened yet. */
export function sampleNotifications(nowMs: number): NotificationList {
  const at = (hoursAgo: number) => new Date(nowMs - hoursAgo * HOUR_MS).toISOString();
  return {
    unread: 2,
    notifications: [
      {
        id: 'class_reminder.c1',
        topic: 'class_reminders',
        text: 'Spin Power is on Tuesday at 11:00. Your place is booked.',
        created_at: at(0.1),
        read_at: null,
      },
      {
        id: 'goal_close.g1.2026-04-01',
        topic: 'goals',
        text: 'You are 86% of the way to your goal, workouts, with time until 1 April.',
        created_at: at(0.2),
        read_at: null,
      },
      {
        id: 'weekly_summary.2026-03-02',
        topic: 'weekly_summary',
        text: 'Last week: 3 visits, usually 2. 168 minutes of training. 1 new achievement.',
        created_at: at(26),
        read_at: at(25),
      },
      {
        id: 'achievement_earned.visits_total_100_once',
        topic: 'achievements',
        text: 'You earned an achievement: 100 visits.',
        created_at: at(4 * 24),
        read_at: at(4 * 24 - 1),
      },
      {
        id: 'good_trend.one_rep_max.2026-02',
        topic: 'progress',
        text: 'One-rep max: 8 weeks in the right direction. It is working.',
        created_at: at(15 * 24),
        read_at: at(14 * 24),
      },
    ],
  };
}

/** The defaults, but for what was just changed. */
export function samplePreferences(changed: readonly NotificationPreference[] = []): NotificationPreference[] {
  return allPreferences(changed);
}
