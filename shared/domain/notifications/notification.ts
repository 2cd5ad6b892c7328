/** What a member may hear about; each can be switched on and off for every channel. */
export const NOTIFICATION_TOPICS = [
  'achievements',
  'goals',
  'progress',
  'class_reminders',
  'weekly_summary',
  'we_miss_you',
] as const;
export type NotificationTopic = (typeof NOTIFICATION_TOPICS)[number];

/** Ways to a member: the kiosk's screen, and e-mail. */
export const NOTIFICATION_CHANNELS = ['in_app', 'email'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/**
 * Why a member is told something, with the evidence it rests on. Plain values, so that it is stored
 * as it is and worded in the reader's language when it is read. Values of a body stay out of it: a
 * message is read on a shared screen and travels by e-mail.
 */
export type NotificationReason =
  | { readonly kind: 'achievement_earned'; readonly achievementType: string; readonly earnedOn: string }
  | { readonly kind: 'goal_reached'; readonly metricType: string; readonly reachedOn: string }
  /** `share` of the way done, with the date not yet reached. */
  | {
      readonly kind: 'goal_close';
      readonly metricType: string;
      readonly share: number;
      readonly targetDate: string;
    }
  | {
      readonly kind: 'goal_missed';
      readonly metricType: string;
      readonly share: number;
      readonly targetDate: string;
    }
  | {
      readonly kind: 'goal_adjusted';
      readonly metricType: string;
      readonly why: 'too_far' | 'needs_more_time' | 'too_easy';
      readonly targetDate: string;
    }
  | InsightReason<'good_trend', { readonly metricType: string; readonly weeks: number }>
  | InsightReason<'faster_recovery', { readonly weeks: number }>
  | InsightReason<'lower_resting_rate', { readonly weeks: number }>
  | InsightReason<'more_often', { readonly before: number; readonly now: number }>
  /** Weekday 1 (Monday) to 7 and minutes since midnight, on the gym's clock. */
  | {
      readonly kind: 'class_reminder';
      readonly classId: string;
      readonly className: string;
      readonly weekday: number;
      readonly minuteOfDay: number;
    }
  /** `lapse` is the chance, 0 to 1, of no visit in the next four weeks by the model that `method` names. */
  | {
      readonly kind: 'absence';
      readonly lastVisitOn: string;
      readonly daysAway: number;
      readonly lapse: number;
      readonly method: string;
    }
  | {
      readonly kind: 'weekly_summary';
      readonly weekStart: string;
      readonly visits: number;
      readonly usualVisits: number | null;
      readonly trainingMin: number;
      readonly achievements: number;
    };

type InsightReason<Kind extends string, Fields> = {
  readonly kind: Kind;
  /** Readings or weeks it rests on, and the chance of seeing as much by accident. */
  readonly n: number;
  readonly pValue: number | null;
} & Fields;

/** Something worth telling a member, once. */
export interface NotificationCandidate {
  /** Follows from what it is about: whoever notices it, and however often, it is the same one of its member. */
  readonly id: string;
  readonly topic: NotificationTopic;
  readonly reason: NotificationReason;
  /** Of several about one subject only the one that says most is told. */
  readonly subject: string;
  /** From then on it is no news. UTC ms. */
  readonly expiresAtMs: number;
}

/** Longest id there can be: it is part of an address and of a key. */
export const MAX_NOTIFICATION_ID = 160;

/** Id of what a kind of message is about; the same on every machine, and safe in an address. */
export function notificationId(kind: NotificationReason['kind'], ...about: readonly string[]): string {
  return [kind, ...about]
    .join('.')
    .replaceAll(/[^\w.-]/g, '_')
    .slice(0, MAX_NOTIFICATION_ID);
}

/** A reason as wording gets it: with what it names said in the reader's language; empty where it names nothing. */
export type WordedNotification = {
  [Kind in NotificationReason['kind']]: Extract<NotificationReason, { readonly kind: Kind }> & {
    readonly metricTitle: string;
    readonly achievement: string;
    /** Day number of when it was noted: a date of another year is said with it. */
    readonly notedOn: number;
  };
}[NotificationReason['kind']];
