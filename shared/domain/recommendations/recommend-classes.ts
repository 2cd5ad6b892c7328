import { DAY_MS, MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import { affinityProfile } from './class-affinity.ts';
import type { AffinityProfile, ClassAffinity } from './class-affinity.ts';
import { classSlot } from './class-series.ts';
import type { ClassSlot } from './class-series.ts';
import {
  choiceFeatures,
  DEFAULT_RECOMMENDATION_MODEL,
  FEATURES,
  popularityOf,
} from './recommendation-model.ts';
import type { Feature, RecommendationModel } from './recommendation-model.ts';
import type { RecommendationReason } from './recommendation-reason.ts';
import type { Taste } from './taste.ts';

/** Suggestions shown; a longer list is a timetable. */
export const MAX_RECOMMENDATIONS = 5;
/** Days ahead worth suggesting. */
const AHEAD_DAYS = 7;
/** With fewer visits a member's own past says too little, and the gym's favourites speak. */
export const NEWCOMER_VISITS = 4;
/** Most suggestions of one kind of class, so that the list offers a choice. */
const MAX_OF_A_TYPE = 2;
/** Share of visits that makes a time one the member "often" trains at. */
const LEAST_SLOT_SHARE = 0.12;
/** Share of weeks at the very same class from which a member "often" comes to it. */
const AGAIN_SHARE = 0.3;
/** Share of places taken from which a class may be called popular. */
const POPULAR_SHARE = 0.4;
const POPULAR: RecommendationReason = { kind: 'popular' };
const SOON: RecommendationReason = { kind: 'soon' };

/** What there is to choose from, for whom, when. */
export interface Choice {
  readonly upcoming: readonly GymClass[];
  /** This member's bookings. */
  readonly bookings: readonly Booking[];
  /** Ids of classes and kinds of class the member said "not for me" to. */
  readonly notForMe: ReadonlySet<string>;
  /** Learned from this gym; the weights the product comes with when there is none yet. */
  readonly model?: RecommendationModel | undefined;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** A class worth offering, with why. */
export interface Recommendation {
  readonly gymClass: GymClass;
  readonly score: number;
  readonly reason: RecommendationReason;
}

/**
 * The classes a member would most likely want next, best first, only ones that can be booked.
 * @param taste as it was read before, on the same day
 */
export function recommendByTaste(taste: Taste, choice: Choice): readonly Recommendation[] {
  const model = choice.model ?? DEFAULT_RECOMMENDATION_MODEL;
  const profile = affinityProfile(taste, choice.days, model.coAttendance);
  const scored = bookable(choice)
    .map((gymClass) => scoreClass(gymClass, profile, model, choice.days))
    .sort(
      (left, right) =>
        right.score - left.score ||
        left.gymClass.startsAtMs - right.gymClass.startsAtMs ||
        (left.gymClass.id < right.gymClass.id ? -1 : 1),
    );
  const ofType = new Map<string, number>();
  return scored
    .filter(({ gymClass }) => {
      const count = (ofType.get(gymClass.classType) ?? 0) + 1;
      ofType.set(gymClass.classType, count);
      return count <= MAX_OF_A_TYPE;
    })
    .slice(0, MAX_RECOMMENDATIONS);
}

/** Classes to come with places left that the member has neither, nor refused, nor could not attend. */
function bookable(choice: Choice): readonly GymClass[] {
  const { upcoming, bookings, notForMe, nowMs } = choice;
  const kept = new Set(
    bookings
      .filter(({ status }) => status !== 'cancelled' && status !== 'no_show')
      .map(({ classId }) => classId),
  );
  const busy = upcoming.filter((gymClass) => kept.has(gymClass.id));
  return upcoming.filter(
    (gymClass) =>
      gymClass.startsAtMs > nowMs &&
      gymClass.startsAtMs <= nowMs + AHEAD_DAYS * DAY_MS &&
      gymClass.placesTaken < gymClass.places &&
      !kept.has(gymClass.id) &&
      !notForMe.has(gymClass.id) &&
      !notForMe.has(gymClass.classType) &&
      !busy.some((other) => overlaps(gymClass, other)),
  );
}

function overlaps(one: GymClass, other: GymClass): boolean {
  return (
    one.startsAtMs < other.startsAtMs + other.durationMin * MINUTE_MS &&
    other.startsAtMs < one.startsAtMs + one.durationMin * MINUTE_MS
  );
}

function scoreClass(
  gymClass: GymClass,
  profile: AffinityProfile,
  model: RecommendationModel,
  days: LocalDays,
): Recommendation {
  const slot = classSlot(gymClass, days);
  const popularity = popularityOf(model.popularity, gymClass, slot.series);
  const isBusy = popularity >= POPULAR_SHARE;
  if (profile.visits < NEWCOMER_VISITS) {
    return { gymClass, score: popularity, reason: isBusy ? POPULAR : SOON };
  }
  const affinity = profile.of(gymClass, slot);
  const features = choiceFeatures(affinity, popularity);
  const parts = FEATURES.map((feature, i) => ({
    points: (features[i] ?? 0) * (model.choice.weights[i] ?? 0),
    reason:
      feature === 'popularity'
        ? isBusy
          ? POPULAR
          : null
        : reasonOf(feature, gymClass, affinity, slot, profile),
  }));
  const told = parts.filter((part) => part.reason !== null && part.points > 0);
  const strongest = told.toSorted((left, right) => right.points - left.points)[0];
  return {
    gymClass,
    score: parts.reduce((sum, part) => sum + part.points, 0),
    reason: strongest?.reason ?? (isBusy ? POPULAR : SOON),
  };
}

/** A part of the score as a reason a person understands; null where it would not be true. */
function reasonOf(
  feature: Exclude<Feature, 'popularity'>,
  gymClass: GymClass,
  affinity: ClassAffinity,
  slot: ClassSlot,
  profile: AffinityProfile,
): RecommendationReason | null {
  const className = gymClass.name;
  const weekday = profile.oftenOn.has(slot.weekday) ? slot.weekday : null;
  switch (feature) {
    case 'series':
    case 'lastWeek':
      return affinity.series >= AGAIN_SHARE ? { kind: 'again', className, weekday } : null;
    case 'slot': {
      if (affinity.series >= AGAIN_SHARE) return { kind: 'again', className, weekday };
      return affinity.slot < LEAST_SLOT_SHARE || weekday === null ? null : { kind: 'usual_time', weekday };
    }
    case 'type':
      return affinity.typeVisits > 0
        ? { kind: 'favourite_type', className, visits: affinity.typeVisits }
        : null;
    case 'instructor':
      return affinity.instructor > 0 ? { kind: 'instructor', instructor: gymClass.instructor } : null;
    case 'together': {
      const withClassName = profile.typeNames.get(affinity.togetherWith ?? '');
      if (withClassName === undefined || withClassName === className) return null;
      return { kind: 'often_together', className, withClassName };
    }
    case 'novelty':
      return affinity.typeVisits === 0 && profile.classVisits > 0
        ? { kind: 'something_new', className }
        : null;
  }
}
