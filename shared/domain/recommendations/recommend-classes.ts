import { weekdayOfDay } from '../../base/calendar-days.ts';
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import type { Visit } from '../visits/visit.ts';
import { affinityProfile } from './class-affinity.ts';
import type { AffinityProfile } from './class-affinity.ts';
import type { RecommendationReason } from './recommendation-reason.ts';

export const RECOMMENDATION_METHOD = 'class-affinity@1';

/** Suggestions shown; a longer list is a timetable. */
export const MAX_RECOMMENDATIONS = 5;
/** Days ahead worth suggesting. */
const AHEAD_DAYS = 7;
/** With fewer visits a member's own past says too little, and the gym's favourites speak. */
export const NEWCOMER_VISITS = 4;
/** Most suggestions of one kind of class, so that the list offers a choice. */
const MAX_OF_A_TYPE = 2;

/** What suggestions are made from. */
export interface RecommendationInput {
  /** This member's visits, usable, oldest first. */
  readonly visits: readonly Visit[];
  /** Classes behind those visits, by id. */
  readonly classes: ReadonlyMap<string, GymClass>;
  readonly upcoming: readonly GymClass[];
  /** This member's bookings. */
  readonly bookings: readonly Booking[];
  /** Ids of classes and kinds of class the member said "not for me" to. */
  readonly notForMe: ReadonlySet<string>;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** A class worth offering, with why. */
export interface Recommendation {
  readonly gymClass: GymClass;
  readonly score: number;
  readonly reason: RecommendationReason;
}

/** What each part adds to a score; a reason is the part that added most. */
const WEIGHTS = { slot: 3, type: 2, instructor: 0.5, popularity: 0.6, variety: 0.35 } as const;

/** The classes a member would most likely want next, best first, only ones that can be booked. */
export function recommendClasses(input: RecommendationInput): readonly Recommendation[] {
  const profile = affinityProfile(input.visits, input.classes, input.nowMs, input.days);
  const scored = bookable(input)
    .map((gymClass) => scoreClass(gymClass, profile, input.days))
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
function bookable(input: RecommendationInput): readonly GymClass[] {
  const { upcoming, bookings, notForMe, nowMs } = input;
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

function scoreClass(gymClass: GymClass, profile: AffinityProfile, days: LocalDays): Recommendation {
  const popularity = WEIGHTS.popularity * (gymClass.placesTaken / gymClass.places);
  const popular = {
    points: popularity,
    reason: { kind: gymClass.placesTaken > 0 ? 'popular' : 'soon' } as const,
  };
  if (profile.visits < NEWCOMER_VISITS) return { gymClass, score: popularity, reason: popular.reason };

  const affinity = profile.of(gymClass);
  const parts: { readonly points: number; readonly reason: RecommendationReason }[] = [popular];
  if (affinity.slotMinute !== null) {
    const weekday = weekdayOfDay(days.dayOf(gymClass.startsAtMs));
    const minuteOfDay = (Math.round(affinity.slotMinute / 30) * 30) % 1_440;
    parts.push({
      points: WEIGHTS.slot * affinity.slot,
      reason: { kind: 'usual_time', weekday, minuteOfDay },
    });
  }
  if (affinity.typeVisits > 0) {
    const reason = { kind: 'favourite_type', className: gymClass.name, visits: affinity.typeVisits } as const;
    parts.push({ points: WEIGHTS.type * affinity.type, reason });
  } else if (profile.types.length > 0) {
    parts.push({ points: WEIGHTS.variety, reason: { kind: 'something_new', className: gymClass.name } });
  }
  if (affinity.instructor > 0) {
    const reason = { kind: 'instructor', instructor: gymClass.instructor } as const;
    parts.push({ points: WEIGHTS.instructor * affinity.instructor, reason });
  }
  const best = parts.reduce((strongest, part) => (part.points > strongest.points ? part : strongest));
  return { gymClass, score: parts.reduce((sum, part) => sum + part.points, 0), reason: best.reason };
}
