import type { CastRole } from './demo-cast.ts';
import { DEMO_CLASS_TYPES } from './class-types.ts';
import { INSTRUCTORS } from './timetable.ts';
import type { Taste } from './person.ts';
import type { RandomStream } from './random-stream.ts';

/** Taste is looked at anew this often. */
export const TASTE_PERIOD_DAYS = 30;
const TYPES = DEMO_CLASS_TYPES.length;

/**
 * What somebody likes, and how it wanders. Liking is a random walk around where it began, sometimes
 * with a discovery: a kind of class that was nothing before is everything for a while.
 * @param span day numbers the taste is needed for
 */
export function drawTaste(
  random: RandomStream,
  role: CastRole | undefined,
  span: { readonly startDay: number; readonly endDay: number },
): Taste {
  const periods = Math.floor((span.endDay - span.startDay) / TASTE_PERIOD_DAYS) + 1;
  const likingByPeriod = new Float64Array(periods * TYPES);
  const first = DEMO_CLASS_TYPES.map(({ classType, popularity }) => {
    const favourite = role?.favourites.includes(classType) === true ? 1.3 : 0;
    return popularity + favourite + 0.7 * random.normal();
  });
  const restlessness = random.chance(0.25) ? 0.3 : 0.1;
  const discovers = random.chance(0.3);
  const discovery = { type: random.whole(0, TYPES - 1), period: random.whole(0, periods * 2) };
  for (let type = 0; type < TYPES; type++) {
    let liking = first[type]!;
    for (let period = 0; period < periods; period++) {
      likingByPeriod[period * TYPES + type] = liking;
      // Drifts, and is drawn back a little to where it began.
      liking += restlessness * random.normal() - 0.08 * (liking - first[type]!);
      if (discovers && type === discovery.type && period === discovery.period) liking += 1.5;
    }
  }
  const idol = random.chance(0.35) ? random.whole(0, INSTRUCTORS.length - 1) : -1;
  return {
    likingByPeriod,
    fromDay: span.startDay,
    instructorLiking: INSTRUCTORS.map((_, index) => 0.35 * random.normal() + (index === idol ? 1.2 : 0)),
    sociability: random.between(0.4, 2),
    whim: random.between(0.35, 0.9),
  };
}

/** How somebody likes a kind of class on a day. */
export function likingOn(taste: Taste, day: number, typeIndex: number): number {
  const lastPeriod = taste.likingByPeriod.length / TYPES - 1;
  const period = Math.min(lastPeriod, Math.max(0, Math.floor((day - taste.fromDay) / TASTE_PERIOD_DAYS)));
  return taste.likingByPeriod[period * TYPES + typeIndex]!;
}
