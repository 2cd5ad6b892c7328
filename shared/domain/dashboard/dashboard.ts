import type { GoalStatus } from '../goals/goal.ts';
import type { MetricSource } from '../metrics/metric-reading.ts';

/**
 * The documents a member sees, in the shape the outside knows them: the kiosk's screen and the
 * central API serve the same object, so its keys are snake_case and its times ISO 8601 UTC.
 */
export interface Dashboard {
  readonly generated_at: string;
  readonly profile_summary: ProfileSummary;
  readonly upcoming_classes: readonly ClassTile[];
  readonly recommended_classes: readonly RecommendedClass[];
  readonly achievements: readonly AchievementTile[];
  readonly goals: readonly GoalTile[];
  readonly progress_metrics: readonly MetricTile[];
  readonly community_highlights: readonly CommunityHighlight[];
  /** What the history shows, what matters most first; at most five, none contradicting another. */
  readonly insights?: readonly InsightTile[] | undefined;
}

export interface ProfileSummary {
  readonly member_id: string;
  readonly first_name: string;
  /** One sentence in words: how often and when this member comes. */
  readonly attendance_pattern: string;
  readonly visits_this_week: number;
  readonly visits_total: number;
  readonly streak_weeks: number;
  readonly last_visit_at: string | null;
  /** Oldest first, one entry a week (Monday in the gym's zone), the current week last. */
  readonly weekly_visits: readonly { readonly week_start: string; readonly visits: number }[];
  /** The last twelve months, a day at a time. */
  readonly heat_map?: AttendanceHeatMap | undefined;
  /** What the member seems to like, read from what they do; empty for newcomers. */
  readonly preferences?: InferredPreferences | undefined;
  /** What last week came to, beside the member's usual. */
  readonly last_week?: LastWeek | undefined;
}

export interface LastWeek {
  /** Monday, ISO calendar date in the gym's zone. */
  readonly week_start: string;
  /** One sentence that compares the week with the weeks before. */
  readonly text: string;
  readonly visits: number;
  /** Median of the weeks before; null for a member younger than that. */
  readonly usual_visits: number | null;
  readonly training_min: number;
  readonly calories_kcal: number;
  readonly effort_points: number;
  /** Kinds of the achievements earned in it, oldest first. */
  readonly achievement_types: readonly string[];
}

export interface AttendanceHeatMap {
  /** First day, a Monday; ISO calendar date in the gym's zone. */
  readonly from: string;
  /** Visits on that day and every day after it, today last; at most 371. */
  readonly visits: readonly number[];
}

export interface InferredPreferences {
  /** Kinds of class, most attended first; at most five. */
  readonly class_types: readonly string[];
  /** Weekdays, 1 Monday to 7 Sunday, most visited first. */
  readonly weekdays: readonly number[];
  /** `early`, `morning`, `midday`, `afternoon` or `evening`; null without a clear one. */
  readonly time_of_day: string | null;
}

export interface ClassTile {
  readonly class_id: string;
  readonly name: string;
  readonly class_type: string;
  readonly instructor: string;
  readonly starts_at: string;
  readonly duration_min: number;
  readonly places_left: number;
  readonly booking_status: string | null;
}

export interface RecommendedClass extends ClassTile {
  /** The strongest reason for this suggestion, in words. */
  readonly reason: string;
}

export interface AchievementTile {
  readonly achievement_type: string;
  readonly description: string;
  readonly achieved_at: string;
}

export interface GoalTile {
  readonly goal_id: string;
  readonly metric_type: string;
  readonly title: string;
  readonly unit: string;
  readonly start_value: number;
  readonly current_value: number;
  readonly target_value: number;
  readonly target_date: string;
  /** Decimals to show of the values above. */
  readonly decimals?: number | undefined;
  readonly status: GoalStatus;
  /** 0 to 1, clamped; 1 for a goal that is reached, whatever was read later. */
  readonly progress: number;
  /** When it was first reached, and what it stood at then; null while it is not. */
  readonly reached_at: string | null;
  readonly reached_value: number | null;
  /** One honest sentence: where this is heading, or that the data do not say yet. */
  readonly outlook: string;
  /** Why the product moved target or date lately; absent where it did not. */
  readonly adjustment?: string | undefined;
}

export interface MetricTile {
  readonly metric_type: string;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly latest: { readonly recorded_at: string; readonly value: number; readonly source: MetricSource };
  /** Formula id and version for a derived metric. */
  readonly formula: string | null;
  /** Oldest first; at most 60 points. */
  readonly series: readonly { readonly recorded_at: string; readonly value: number }[];
  readonly direction: 'up' | 'down' | 'flat' | 'unclear';
  /** Whether that direction is the one this member would want; null when neither is better. */
  readonly is_improvement: boolean | null;
  readonly change_text: string;
}

export interface CommunityHighlight {
  readonly kind: string;
  readonly text: string;
  /** Of a challenge how much of it is done, 0 to 1. */
  readonly share?: number | undefined;
}

export interface InsightTile {
  readonly kind: string;
  /** Metric it is about, so that a screen can keep private ones covered; absent for visits and habits. */
  readonly metric_type?: string | undefined;
  readonly text: string;
  /** 0 to 1. */
  readonly strength: number;
  readonly evidence: {
    /** Visits, weeks or readings it rests on. */
    readonly n: number;
    /** Chance of seeing as much without anything behind it; null where no test was needed. */
    readonly p_value: number | null;
  };
}
