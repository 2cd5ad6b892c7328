import type { AchievementFinding } from '../achievements/achievement-finding.ts';
import type { AttendanceHabits } from '../attendance/habits.ts';
import type { CommunityFinding } from '../community/community-findings.ts';
import type { GoalAdjustment } from '../goals/adjust-goal.ts';
import type { GoalOutlook } from '../goals/goal-outlook.ts';
import type { InsightFinding } from '../insights/insight.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { WordedNotification } from '../notifications/notification.ts';
import type { RecommendationReason } from '../recommendations/recommendation-reason.ts';
import type { Phrases } from './phrases.ts';

/** What a tile says about the way its number went. */
export type MetricChange =
  | { readonly kind: 'first' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'flat'; readonly weeks: number }
  /** What one workout usually comes to, where no trend shows. */
  | { readonly kind: 'usual'; readonly metric: MetricDefinition; readonly value: number }
  | {
      readonly kind: 'changed';
      readonly metric: MetricDefinition;
      readonly change: number;
      readonly weeks: number;
    }
  /** Where a line would mean nothing: the highest there was. */
  | { readonly kind: 'best'; readonly metric: MetricDefinition; readonly value: number }
  /** Counted events: this week's total so far beside last week's. */
  | { readonly kind: 'weekly'; readonly thisWeek: number; readonly lastWeek: number };

/** How a week compares with the weeks before. */
export type WeekVerdict = {
  [Verdict in 'first' | 'more' | 'usual' | 'less' | 'none']: {
    readonly kind: Verdict;
    readonly visits: number;
    readonly usualVisits: number | null;
  };
}['first' | 'more' | 'usual' | 'less' | 'none'];

/** What stands around the sentences of a message that is sent. */
export interface LetterWords {
  /** Subject line of a message with so many notifications; it gives nothing away on a locked phone. */
  readonly subject: (count: number, gymName: string) => string;
  readonly greeting: (firstName: string) => string;
  /** Why this was sent. */
  readonly footer: (gymName: string) => string;
  /** Before the address at which messages are switched off. */
  readonly unsubscribe: string;
  /** The page behind that address: the question, its button, and what it says afterwards. */
  readonly unsubscribeQuestion: (gymName: string) => string;
  readonly unsubscribeButton: string;
  readonly unsubscribed: (gymName: string) => string;
}

/**
 * Every sentence the domain says to a member, in one language. The rules decide what is true and
 * hand over plain values; only here do they become words.
 */
export interface Wording {
  readonly metricTitle: (metric: MetricDefinition) => string;
  readonly metricChange: Phrases<MetricChange>;
  readonly attendance: Phrases<AttendanceHabits>;
  readonly goalOutlook: Phrases<GoalOutlook>;
  readonly goalAdjustment: Phrases<GoalAdjustment>;
  readonly recommendation: Phrases<RecommendationReason>;
  readonly community: Phrases<CommunityFinding>;
  readonly insight: Phrases<InsightFinding>;
  readonly achievement: Phrases<AchievementFinding>;
  readonly week: Phrases<WeekVerdict>;
  readonly notification: Phrases<WordedNotification>;
  readonly letter: LetterWords;
}
