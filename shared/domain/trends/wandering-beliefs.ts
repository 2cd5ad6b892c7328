import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { Reaching } from './reach-chance.ts';
import type { Wandering } from './wandering-level.ts';

/** One way a value may wander, with how much it is believed before looking at a member. */
export interface Assumption extends Wandering {
  readonly belief: number;
}

/** What is known of values of a kind before looking at a member. */
export interface WanderingBeliefs {
  readonly assumptions: readonly Assumption[];
  /** Degrees of freedom at most: how heavy the tails stay, however many days are known. A next season is another one. */
  readonly mostDegrees: number;
  readonly reaching: Reaching;
}

const PASSING = { lasting: 0, lastingDays: 1 } as const;
const SOME_DAYS = { lasting: 0.5, lastingDays: 4 } as const;
const A_SEASON = { lasting: 0.2, lastingDays: 60 } as const;

/**
 * Learnt from the public logs of 70 people (a month to eight years of body weight and fat, resting heart
 * rate, heart rate variability, workouts and their heart rates), every person counting once, by
 * `npm run bench -- people --logs=FOLDER`, which learns them again without each person in turn and prints
 * how far they hold: 1 to 182 days ahead. Nothing of anybody's log is in here. No way to wander has less
 * than 0.02, so that none is ruled out for metrics and members nobody has logged.
 */
export const WANDERING_BELIEFS: Readonly<Record<MetricDefinition['deviationsLast'], WanderingBeliefs>> = {
  often: {
    assumptions: [
      { walk: 0.003, pace: 0, ...SOME_DAYS, belief: 0.02 },
      { walk: 0.003, pace: 0.02, ...SOME_DAYS, belief: 0.02 },
      { walk: 0.003, pace: 0.1, ...SOME_DAYS, belief: 0.13 },
      { walk: 0.03, pace: 0, ...SOME_DAYS, belief: 0.02 },
      { walk: 0.03, pace: 0.02, ...SOME_DAYS, belief: 0.16 },
      { walk: 0.03, pace: 0.1, ...SOME_DAYS, belief: 0.04 },
      { walk: 0.3, pace: 0, ...SOME_DAYS, belief: 0.14 },
      { walk: 0.3, pace: 0.02, ...SOME_DAYS, belief: 0.11 },
      { walk: 0.3, pace: 0.1, ...SOME_DAYS, belief: 0.35 },
      { walk: 0.03, pace: 0.4, ...SOME_DAYS, belief: 0.02 },
    ],
    mostDegrees: 20,
    reaching: { extremes: 0.1, intercept: -0.29, slope: 0.73 },
  },
  seldom: {
    assumptions: [
      { walk: 0, pace: 0, ...PASSING, belief: 0.1 },
      { walk: 0, pace: 0, ...SOME_DAYS, belief: 0.08 },
      { walk: 0, pace: 0, ...A_SEASON, belief: 0.08 },
      { walk: 0.005, pace: 0, ...PASSING, belief: 0.37 },
      { walk: 0.005, pace: 0, ...SOME_DAYS, belief: 0.28 },
      { walk: 0.001, pace: 0.02, ...PASSING, belief: 0.02 },
      { walk: 0.001, pace: 0.02, ...SOME_DAYS, belief: 0.03 },
      { walk: 0.3, pace: 0.02, ...PASSING, belief: 0.02 },
      { walk: 0.005, pace: 0.3, ...PASSING, belief: 0.02 },
    ],
    mostDegrees: 30,
    reaching: { extremes: 0.5, intercept: 0.56, slope: 0.61 },
  },
  for_good: {
    assumptions: [
      { walk: 0.002, pace: 0, ...PASSING, belief: 0.08 },
      { walk: 0.02, pace: 0, ...PASSING, belief: 0.4 },
      { walk: 0.2, pace: 0, ...PASSING, belief: 0.52 },
    ],
    mostDegrees: 30,
    reaching: { extremes: 0.5, intercept: 0.56, slope: 0.61 },
  },
};
