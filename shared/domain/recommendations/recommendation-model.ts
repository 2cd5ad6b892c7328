import type { GymClass } from '../classes/gym-class.ts';
import type { LogisticModel } from '../statistics/logistic-regression.ts';
import type { ClassAffinity } from './class-affinity.ts';
import type { CoAttendance } from './co-attendance.ts';

export const RECOMMENDATION_METHOD = 'class-choice@1';

/** What scores a class for a member: weights learned from what a gym's members chose. */
export interface RecommendationModel {
  readonly method: string;
  /** Weights in the order of {@link FEATURES}. */
  readonly choice: LogisticModel;
  readonly coAttendance: CoAttendance;
  /** How full each series was lately, 0 to 1. */
  readonly popularity: Readonly<Record<string, number>>;
  /** Examples it was learned from; 0 for the weights the product comes with. */
  readonly examples: number;
}

/** The parts of a score; each is also a possible reason. */
export const FEATURES = [
  'series',
  'lastWeek',
  'slot',
  'type',
  'instructor',
  'together',
  'novelty',
  'popularity',
] as const;
export type Feature = (typeof FEATURES)[number];

/** Values of the features for a class, in the order of {@link FEATURES}. */
export function choiceFeatures(affinity: ClassAffinity, popularity: number): readonly number[] {
  const values: Readonly<Record<Feature, number>> = {
    series: affinity.series,
    lastWeek: affinity.lastWeek,
    slot: affinity.slot,
    type: affinity.type,
    instructor: affinity.instructor,
    together: affinity.together,
    novelty: affinity.typeVisits === 0 ? 1 : 0,
    popularity,
  };
  return FEATURES.map((feature) => values[feature]);
}

/**
 * Weights until a gym has a history of its own: the order of what makes people come to a class,
 * habit first, taste next, fashion last.
 */
export const DEFAULT_RECOMMENDATION_MODEL: RecommendationModel = {
  method: RECOMMENDATION_METHOD,
  choice: { intercept: -4.5, weights: [3, 0.6, 3, 2, 0.5, 0.8, 0.3, 0.8] },
  coAttendance: {},
  popularity: {},
  examples: 0,
};

/** How popular a class is: how full its series was lately, or how full it is itself where it is new. */
export function popularityOf(
  popularity: RecommendationModel['popularity'],
  gymClass: Pick<GymClass, 'places' | 'placesTaken'>,
  series: string,
): number {
  const lately = Object.hasOwn(popularity, series) ? popularity[series] : undefined;
  return lately ?? Math.min(1, gymClass.placesTaken / Math.max(1, gymClass.places));
}
