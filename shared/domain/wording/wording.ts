import type { AttendanceHabits } from '../attendance/habits.ts';
import type { CommunityFinding } from '../community/community-findings.ts';
import type { GoalOutlook } from '../goals/goal-outlook.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { RecommendationReason } from '../recommendations/recommendation-reason.ts';

/** What a tile says about the way its number went. */
export type MetricChange =
  | { readonly kind: 'first' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'flat'; readonly weeks: number }
  | { readonly kind: 'changed'; readonly change: number; readonly weeks: number }
  /** Counted events: this week's total so far beside last week's. */
  | { readonly kind: 'weekly'; readonly thisWeek: number; readonly lastWeek: number };

/**
 * Every sentence the domain says to a member, in one language. The rules decide what is true and
 * hand over plain values; only here do they become words.
 */
export interface Wording {
  metricTitle(metric: MetricDefinition): string;
  metricUnit(unit: string): string;
  metricChange(change: MetricChange, metric: MetricDefinition): string;
  attendance(habits: AttendanceHabits): string;
  /** @param today day number, so that dates of other years carry their year */
  goalOutlook(outlook: GoalOutlook, today: number): string;
  recommendation(reason: RecommendationReason): string;
  community(finding: CommunityFinding): string;
}
