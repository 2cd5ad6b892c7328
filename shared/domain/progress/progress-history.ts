import type { GoalStatus } from '../goals/goal.ts';
import type { UnclearReason } from '../trends/direction.ts';
import type { MetricSource } from '../metrics/metric-reading.ts';

export type TimeRange = 'week' | 'month' | 'year' | 'all';

/** One metric of one member over a time range, with what the numbers say about its direction. */
export interface ProgressHistory {
  readonly history: readonly {
    readonly recorded_at: string;
    readonly value: number;
    readonly source: MetricSource;
  }[];
  /** What a chart draws: the values that the trend rests on, or the bars of what is counted. */
  readonly drawn: DrawnValues;
  /** This time beside the one just as long before it; null where there is none or it would mean nothing. */
  readonly comparison: Comparison | null;
  readonly trends: Trends;
  readonly projections: Projections;
  readonly related_goals: readonly RelatedGoal[];
}

export interface DrawnValues {
  readonly form: 'dots' | 'bars';
  /** What each value is of. */
  readonly per: 'day' | 'week' | 'month';
  /** Oldest first; a bar stands at the beginning of its time, a dot at its day's last reading. */
  readonly values: readonly { readonly recorded_at: string; readonly value: number }[];
}

export interface Comparison {
  /** Of what adds up the total, of a level the mean of its days. */
  readonly of: 'total' | 'mean';
  readonly present: number | null;
  readonly previous: number | null;
  /** First and last day of the time before, ISO calendar dates in the gym's zone. */
  readonly previous_from: string;
  readonly previous_to: string;
}

export interface Trends {
  /** Formula id and version, for example `theil-sen@1`. */
  readonly method: string;
  /** Values that went into it, and what each of them is: a day's or a full week's. */
  readonly n: number;
  readonly values_of: 'day' | 'week';
  /** Their median: what is usual in this time; null without any. */
  readonly usual: number | null;
  readonly slope_per_day: number | null;
  readonly slope_low: number | null;
  readonly slope_high: number | null;
  /** Confidence level of the interval, 0 to 1. */
  readonly confidence: number;
  readonly direction: 'up' | 'down' | 'flat' | 'unclear';
  /** Why the direction is unclear; null when it is not. */
  readonly reason: UnclearReason | null;
  /** Change of the trend line from the first to the last reading, in the metric's unit. */
  readonly change: number | null;
  readonly change_percent: number | null;
  readonly smoothed: readonly { readonly recorded_at: string; readonly value: number }[];
  readonly least_squares: {
    readonly slope_per_day: number;
    /** Value of the line at the first reading's time. */
    readonly intercept: number;
    readonly r_squared: number | null;
    readonly residual_sd: number | null;
  } | null;
}

export interface Projections {
  readonly method: string;
  readonly points: readonly {
    /** ISO calendar date in the gym's zone. */
    readonly date: string;
    readonly value: number;
    readonly low80: number;
    readonly high80: number;
    readonly low95: number;
    readonly high95: number;
  }[];
  /** Of goals under way. */
  readonly goals: readonly {
    readonly goal_id: string;
    readonly earliest: string | null;
    readonly expected: string | null;
    readonly latest: string | null;
    readonly probability_by_target_date: number | null;
  }[];
}

/** A goal for this metric: those under way first, then the reached ones, then the missed, latest first. */
export interface RelatedGoal {
  readonly goal_id: string;
  readonly metric_type: string;
  readonly target_value: number;
  readonly current_value: number;
  readonly target_date: string;
  readonly status: GoalStatus;
  /** 0 to 1; 1 for a goal that is reached, whatever was read later. */
  readonly progress: number;
  /** When it was first reached, and what it stood at then; null while it is not. */
  readonly reached_at: string | null;
  readonly reached_value: number | null;
}
