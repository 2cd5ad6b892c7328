/** What a rule counts. Each family is one way of looking at a member's history. */
export type AchievementFamily =
  | 'visits_total'
  | 'visits_in_week'
  | 'visits_in_month'
  | 'streak_weeks'
  | 'classes_total'
  | 'class_types'
  | 'class_types_in_month'
  | 'early_visits'
  | 'late_visits'
  | 'weekend_visits'
  | 'weekdays_covered'
  | 'comeback'
  | 'member_years'
  | 'new_year'
  | 'effort_points_total'
  | 'effort_points_in_session'
  | 'calories_total'
  | 'training_hours'
  | 'personal_record'
  | 'goals_reached';

/** How often a rule can be earned. */
export type AchievementPeriod = 'once' | 'week' | 'month' | 'year' | 'each';

/** One thing that can be earned. */
export interface AchievementRule {
  /** Stored in `achievements.achievement_type`; never renamed once earned by anyone. */
  readonly key: string;
  readonly family: AchievementFamily;
  /** How much of it, in the family's own count. */
  readonly threshold: number;
  readonly period: AchievementPeriod;
  /** Metric the achievement is about, when it is about one. */
  readonly metric: string | null;
}

const ladder = (
  family: AchievementFamily,
  thresholds: readonly number[],
  period: AchievementPeriod = 'once',
  metric: string | null = null,
): readonly AchievementRule[] =>
  thresholds.map((threshold) => ({ key: `${family}_${threshold}`, family, threshold, period, metric }));

const record = (metric: string): AchievementRule => ({
  key: `personal_record_${metric}`,
  family: 'personal_record',
  threshold: 1,
  period: 'each',
  metric,
});

/**
 * Everything that can be earned. Steps grow with the time they take, so that there is always a next
 * one in sight: the first visit counts, and so does the thousandth.
 */
export const ACHIEVEMENT_RULES: readonly AchievementRule[] = [
  ...ladder('visits_total', [1, 10, 25, 50, 100, 250, 500, 1_000], 'once', 'workout_count'),
  ...ladder('visits_in_week', [4, 6], 'week', 'workout_count'),
  ...ladder('visits_in_month', [12, 20], 'month', 'workout_count'),
  ...ladder('streak_weeks', [4, 8, 12, 26, 52, 104], 'once', 'attendance_streak'),
  ...ladder('classes_total', [1, 10, 50, 100, 250]),
  ...ladder('class_types', [3, 5, 8]),
  ...ladder('class_types_in_month', [4], 'month'),
  ...ladder('early_visits', [10, 50]),
  ...ladder('late_visits', [10, 50]),
  ...ladder('weekend_visits', [10, 50]),
  ...ladder('weekdays_covered', [7]),
  ...ladder('comeback', [6], 'each'),
  ...ladder('member_years', [1, 2, 5, 10]),
  ...ladder('new_year', [1], 'year'),
  ...ladder('effort_points_total', [1_000, 10_000, 50_000], 'once', 'effort_points'),
  ...ladder('effort_points_in_session', [100, 200], 'once', 'effort_points'),
  ...ladder('calories_total', [10_000, 50_000, 100_000], 'once', 'calories_burned'),
  ...ladder('training_hours', [10, 50, 100, 500], 'once', 'workout_duration'),
  record('one_rep_max'),
  record('heart_rate_recovery_60s'),
  record('effort_points'),
  ...ladder('goals_reached', [1, 3, 10]),
];

const byKey = new Map(ACHIEVEMENT_RULES.map((rule) => [rule.key, rule]));

/** The rule behind an achievement, or undefined for one that is no longer given. */
export function findAchievementRule(key: string): AchievementRule | undefined {
  return byKey.get(key);
}
