/** When a goal will be reached, as day numbers in the gym's zone; null where the readings do not say. */
export interface GoalForecast {
  readonly earliestDay: number | null;
  readonly expectedDay: number | null;
  readonly latestDay: number | null;
  /** 0 to 1. */
  readonly probabilityByTargetDate: number | null;
}

/** Nothing said: too few readings, no trend on one side of zero, or a trend away from the goal. */
export const NO_FORECAST: GoalForecast = {
  earliestDay: null,
  expectedDay: null,
  latestDay: null,
  probabilityByTargetDate: null,
};

/** A trend further ahead than this is arithmetic, not a forecast. Days. */
export const FORECAST_HORIZON_DAYS = 730;
