import { DAY_MS } from '../../base/clock.ts';
import { roundShown } from '../../base/round-shown.ts';

/** How the readings of a day or a week become one number. */
export type Aggregation = 'sum' | 'last' | 'max' | 'mean';

export type BetterDirection = 'up' | 'down' | 'none';

/** What the product knows of one metric. */
export interface MetricDefinition {
  /** Key in `progress_metrics.metric_type`. */
  readonly type: string;
  readonly title: string;
  readonly unit: string;
  /** Decimals shown to a person; values are kept unrounded. */
  readonly decimals: number;
  /** A reading outside, ends included in the range, is held for staff instead of becoming progress. */
  readonly plausible: { readonly min: number; readonly max: number };
  readonly perDay: Aggregation;
  readonly perWeek: Aggregation;
  readonly better: BetterDirection;
  /** The member's goal, where there is one, decides which direction is better. */
  readonly betterFollowsGoal: boolean;
  /** Smallest change that means something to a person, in `unit`; below it a flat line is called flat. */
  readonly meaningfulChange: number;
  /** What one press of a number pad's plus and minus is, in `unit`: a fifth of a meaningful change, or the last decimal. */
  readonly step: number;
  /**
   * What a trend is drawn through. Counting events, each worth 1, says nothing until they are added
   * up; a streak grows by one a week or breaks, and no line through it means anything.
   */
  readonly trendOf: 'reading' | 'weekly_total' | 'nothing';
  /**
   * Whether a value off its usual level is often followed by others: water and food stay in a body for
   * days and diets last for months, while a hard workout says little about the next one. How often somebody
   * trains stays as it is until life changes, and then stays so.
   */
  readonly deviationsLast: 'seldom' | 'often' | 'for_good';
  /** Whether a person may type the value in: not what only a device hears, nor what the product works out. */
  readonly manualEntry: boolean;
  /**
   * A measure of the body itself. A kiosk stands where everybody passes by, so its values are hidden
   * until the member holds a finger on them.
   */
  readonly isPrivate: boolean;
  /** Adds up from nothing (workouts, calories) instead of being a level that a reading finds. */
  readonly isCounted: boolean;
  /** How long a reading says what is so now, days: an older one is history, and no goal starts from it. Null where none is needed. */
  readonly currentForDays: number | null;
  /** Heard seconds a strap session needs before it says anything of this metric; null where none does. */
  readonly leastSessionS: number | null;
}

/** Less heard than this is a strap being tried on. Seconds. */
const TRIED_ON_S = 10;
/**
 * Less heard than this is no workout: it is kept, its rates are readings, and it counts nowhere. Ten
 * minutes are the shortest bout that guidelines have asked for (WHO 2010, Global Recommendations on Physical
 * Activity for Health, 8.2). Seconds.
 */
export const SHORTEST_WORKOUT_S = 600;

/** A line of the registry as it is written down; what every metric has to say is not optional. */
export type MetricRow = Omit<
  MetricDefinition,
  | 'type'
  | 'perDay'
  | 'perWeek'
  | 'betterFollowsGoal'
  | 'trendOf'
  | 'deviationsLast'
  | 'manualEntry'
  | 'plausible'
  | 'isCounted'
  | 'leastSessionS'
  | 'step'
> & {
  readonly plausible: readonly [min: number, max: number];
  readonly aggregate: Aggregation | readonly [perDay: Aggregation, perWeek: Aggregation];
  readonly betterFollowsGoal?: true;
  readonly trendOf?: 'weekly_total' | 'nothing';
  readonly deviationsLast?: 'often' | 'for_good';
  readonly manualEntry?: false;
  readonly leastSessionS?: number;
};

/**
 * Plausible ranges are wide enough for any adult who trains and narrow enough to catch a slipped
 * decimal or the wrong unit. Weight: a class III scale's capacity, 300 kg, plus margin; the lightest
 * adults on record weigh more than 20 kg. Heart rates: what a strap can say (25 to 240 bpm).
 * VO2max: the highest measured is below 100 ml/kg/min. Steps and counts: a day's physical limit.
 *
 * How long a reading is current follows from how fast its metric can move: a body changes by half a
 * percent of its weight a week at a pace that lasts (NIH 1998, Clinical Guidelines on Overweight,
 * 0.5 to 1 kg a week), so a month is several times what scales tell apart; bones take half a year,
 * fitness and strength a quarter; a streak breaks in the second week without a visit.
 */
// prettier-ignore
const rows = {
  calories_burned: { title: 'Calories burned', unit: 'kcal', decimals: 0, plausible: [0, 10_000], aggregate: 'sum', better: 'up', meaningfulChange: 25, isPrivate: false, currentForDays: null, leastSessionS: SHORTEST_WORKOUT_S },
  workout_duration: { title: 'Training time', unit: 'min', decimals: 0, plausible: [0, 1_440], aggregate: 'sum', better: 'up', meaningfulChange: 5, isPrivate: false, currentForDays: null, leastSessionS: SHORTEST_WORKOUT_S },
  workout_count: { title: 'Workouts', unit: 'workouts', decimals: 0, plausible: [0, 1_000], aggregate: 'sum', better: 'up', meaningfulChange: 1, trendOf: 'weekly_total', deviationsLast: 'for_good', isPrivate: false, currentForDays: null, leastSessionS: SHORTEST_WORKOUT_S },
  body_weight: { title: 'Body weight', unit: 'kg', decimals: 1, plausible: [20, 350], aggregate: 'last', better: 'none', betterFollowsGoal: true, meaningfulChange: 0.5, deviationsLast: 'often', isPrivate: true, currentForDays: 30 },
  body_fat_percent: { title: 'Body fat', unit: '%', decimals: 1, plausible: [2, 75], aggregate: 'last', better: 'down', betterFollowsGoal: true, meaningfulChange: 1, deviationsLast: 'often', isPrivate: true, currentForDays: 30 },
  body_fat_mass: { title: 'Fat mass', unit: 'kg', decimals: 1, plausible: [0.5, 250], aggregate: 'last', better: 'down', betterFollowsGoal: true, meaningfulChange: 0.5, deviationsLast: 'often', isPrivate: true, currentForDays: 30 },
  fat_free_mass: { title: 'Fat-free mass', unit: 'kg', decimals: 1, plausible: [15, 150], aggregate: 'last', better: 'up', betterFollowsGoal: true, meaningfulChange: 0.5, deviationsLast: 'often', isPrivate: true, currentForDays: 30 },
  muscle_mass: { title: 'Muscle mass', unit: 'kg', decimals: 1, plausible: [5, 150], aggregate: 'last', better: 'up', betterFollowsGoal: true, meaningfulChange: 0.5, deviationsLast: 'often', isPrivate: true, currentForDays: 30 },
  bone_mass: { title: 'Bone mass', unit: 'kg', decimals: 1, plausible: [0.5, 10], aggregate: 'last', better: 'none', meaningfulChange: 0.2, isPrivate: true, currentForDays: 180 },
  total_body_water: { title: 'Body water', unit: '%', decimals: 1, plausible: [20, 85], aggregate: 'last', better: 'none', meaningfulChange: 1, deviationsLast: 'often', isPrivate: true, currentForDays: 30 },
  visceral_fat_rating: { title: 'Visceral fat rating', unit: 'rating', decimals: 0, plausible: [1, 60], aggregate: 'last', better: 'down', meaningfulChange: 1, isPrivate: true, currentForDays: 90 },
  basal_metabolic_rate: { title: 'Resting energy use', unit: 'kcal/day', decimals: 0, plausible: [500, 6_000], aggregate: 'last', better: 'none', meaningfulChange: 50, isPrivate: true, currentForDays: 90 },
  body_mass_index: { title: 'Body mass index', unit: 'kg/m²', decimals: 1, plausible: [8, 100], aggregate: 'last', better: 'none', betterFollowsGoal: true, meaningfulChange: 0.3, deviationsLast: 'often', manualEntry: false, isPrivate: true, currentForDays: 30 },
  waist_circumference: { title: 'Waist', unit: 'cm', decimals: 1, plausible: [40, 250], aggregate: 'last', better: 'down', betterFollowsGoal: true, meaningfulChange: 1, isPrivate: true, currentForDays: 60 },
  average_heart_rate: { title: 'Average heart rate', unit: 'bpm', decimals: 0, plausible: [25, 240], aggregate: 'mean', better: 'none', meaningfulChange: 3, manualEntry: false, isPrivate: false, currentForDays: 30, leastSessionS: TRIED_ON_S },
  maximum_heart_rate: { title: 'Highest heart rate', unit: 'bpm', decimals: 0, plausible: [25, 240], aggregate: 'max', better: 'none', meaningfulChange: 3, manualEntry: false, isPrivate: false, currentForDays: 90, leastSessionS: TRIED_ON_S },
  resting_heart_rate: { title: 'Resting heart rate', unit: 'bpm', decimals: 0, plausible: [25, 130], aggregate: ['last', 'mean'], better: 'down', meaningfulChange: 2, isPrivate: false, currentForDays: 30 },
  heart_rate_recovery_60s: { title: 'Recovery in one minute', unit: 'bpm', decimals: 0, plausible: [0, 120], aggregate: ['max', 'mean'], better: 'up', meaningfulChange: 3, manualEntry: false, isPrivate: false, currentForDays: 60, leastSessionS: SHORTEST_WORKOUT_S },
  heart_rate_variability_rmssd: { title: 'Heart rate variability', unit: 'ms', decimals: 0, plausible: [1, 300], aggregate: ['last', 'mean'], better: 'up', meaningfulChange: 5, isPrivate: false, currentForDays: 30 },
  effort_points: { title: 'Effort points', unit: 'points', decimals: 0, plausible: [0, 5_760], aggregate: 'sum', better: 'up', meaningfulChange: 10, manualEntry: false, isPrivate: false, currentForDays: null, leastSessionS: SHORTEST_WORKOUT_S },
  training_load: { title: 'Training load', unit: 'units', decimals: 0, plausible: [0, 7_000], aggregate: 'sum', better: 'none', meaningfulChange: 10, manualEntry: false, isPrivate: false, currentForDays: null, leastSessionS: SHORTEST_WORKOUT_S },
  vo2max_estimate: { title: 'Fitness (VO₂max, estimate)', unit: 'ml/kg/min', decimals: 1, plausible: [10, 100], aggregate: 'last', better: 'up', meaningfulChange: 1.5, isPrivate: false, currentForDays: 90 },
  one_rep_max: { title: 'One-repetition maximum', unit: 'kg', decimals: 1, plausible: [1, 600], aggregate: 'max', better: 'up', meaningfulChange: 1, isPrivate: false, currentForDays: 90 },
  attendance_streak: { title: 'Weeks in a row', unit: 'weeks', decimals: 0, plausible: [0, 5_200], aggregate: ['last', 'max'], better: 'up', meaningfulChange: 1, trendOf: 'nothing', manualEntry: false, isPrivate: false, currentForDays: 14 },
} as const satisfies Record<string, MetricRow>;

/** Every metric the product knows, in the order a dashboard shows them. */
export const METRICS: readonly MetricDefinition[] = Object.entries(rows as Record<string, MetricRow>).map(
  ([type, row]) => ({
    type,
    title: row.title,
    unit: row.unit,
    decimals: row.decimals,
    plausible: { min: row.plausible[0], max: row.plausible[1] },
    perDay: typeof row.aggregate === 'string' ? row.aggregate : row.aggregate[0],
    perWeek: typeof row.aggregate === 'string' ? row.aggregate : row.aggregate[1],
    better: row.better,
    betterFollowsGoal: row.betterFollowsGoal ?? false,
    meaningfulChange: row.meaningfulChange,
    step: Math.max(10 ** -row.decimals, roundShown(row.meaningfulChange / 5, row.decimals)),
    trendOf: row.trendOf ?? 'reading',
    deviationsLast: row.deviationsLast ?? 'seldom',
    manualEntry: row.manualEntry ?? true,
    isPrivate: row.isPrivate,
    isCounted: (typeof row.aggregate === 'string' ? row.aggregate : row.aggregate[1]) === 'sum',
    currentForDays: row.currentForDays,
    leastSessionS: row.leastSessionS ?? null,
  }),
);

const byType = new Map(METRICS.map((metric) => [metric.type, metric]));

/** Looks a metric up by its key; undefined for one the product does not know. */
export function findMetric(type: string): MetricDefinition | undefined {
  return byType.get(type);
}

/**
 * Whether a metric's values stay hidden until asked for. One that the product does not know may be
 * anything, and stays hidden too.
 */
export function isPrivateMetric(metricType: string): boolean {
  return findMetric(metricType)?.isPrivate ?? true;
}

/** Whether a strap session of so many heard seconds is a workout: a shorter one is kept and counts nowhere. */
export function isWorkout(heardSeconds: number): boolean {
  return heardSeconds >= SHORTEST_WORKOUT_S;
}

/**
 * Whether a value can be a reading of this metric, in the metric's unit.
 * @returns false for an unknown metric, for NaN and infinities, and outside the plausible range
 */
export function isPlausible(type: string, value: number): boolean {
  const metric = byType.get(type);
  return metric !== undefined && value >= metric.plausible.min && value <= metric.plausible.max;
}

/** What a metric's unit was called by earlier versions, whose readings may still be on their way. */
const FORMER_UNITS: Readonly<Record<string, string | undefined>> = { training_load: 'load' };

/** Whether a reading of this metric may be said in this unit; false for an unknown metric. */
export function isUnitOf(type: string, unit: string): boolean {
  const metric = byType.get(type);
  return metric !== undefined && (unit === metric.unit || unit === FORMER_UNITS[type]);
}

/**
 * A value as it is shown: whatever is judged beside it is judged by this one, so that no number
 * contradicts its verdict. The value of an unknown metric stays what it is.
 */
export function shownValue(type: string, value: number): number {
  const metric = byType.get(type);
  return metric === undefined ? value : roundShown(value, metric.decimals);
}

/** Whether a reading still says what is so now. */
export function isCurrent(metric: MetricDefinition, recordedAtMs: number, nowMs: number): boolean {
  return metric.currentForDays === null || nowMs - recordedAtMs <= metric.currentForDays * DAY_MS;
}

/**
 * Which direction of a metric this member wants.
 * @param goal start and target of the member's goal for it, if there is one
 */
export function betterDirection(
  metric: MetricDefinition,
  goal: { readonly startValue: number; readonly targetValue: number } | null,
): BetterDirection {
  if (metric.betterFollowsGoal && goal !== null && goal.targetValue !== goal.startValue) {
    return goal.targetValue > goal.startValue ? 'up' : 'down';
  }
  return metric.better;
}

/**
 * One number from the readings of a period.
 * @param values in order of time
 * @returns null for no values
 */
export function aggregate(how: Aggregation, values: readonly number[]): number | null {
  const last = values.at(-1);
  if (last === undefined) return null;
  switch (how) {
    case 'last':
      return last;
    case 'max':
      return values.reduce((highest, value) => Math.max(highest, value), last);
    case 'sum':
      return values.reduce((total, value) => total + value, 0);
    case 'mean':
      return values.reduce((total, value) => total + value, 0) / values.length;
  }
}
