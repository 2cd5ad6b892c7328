import { weekdayOfDay } from '../base/calendar-days.ts';
import type { Body } from './person.ts';
import type { RandomStream } from './random-stream.ts';
import { dayOfYear } from './gym-days.ts';

/**
 * Weight against the week's mean, Monday … Sunday, as a share of body weight: highest after the
 * weekend, lowest on Friday. Orsama et al. 2014, Obesity Facts 7:36-47, find this rhythm in people
 * who lose, keep and gain weight alike; the sizes here are chosen.
 */
const WEEKLY_RHYTHM = [0.0045, 0.002, 0, -0.0015, -0.003, -0.002, 0.002] as const;
/** Water and meals: how much of a day's deviation is left on the next, and its size as a share of body weight. */
const WATER = { carriedOver: 0.5, share: 0.006 };
/** What the days around Christmas add, kilograms, and how fast it goes again, days. */
const FEAST = { kg: 0.9, fadesInDays: 28 };

/**
 * Body weight on each morning of a stretch of days, without what scale, clothes and time of day add.
 * @param fromDay first day, on which the weight is about `body.startWeightKg`
 * @param days how many days
 * @returns kilograms, one value a day
 */
export function bodyWeightByDay(
  random: RandomStream,
  body: Body,
  fromDay: number,
  days: number,
): Float64Array {
  const weights = new Float64Array(days);
  const course = createCourse(random, body);
  let water = 0;
  let feast = 0;
  for (let index = 0; index < days; index++) {
    const day = fromDay + index;
    const slow = course(index);
    const year = dayOfYear(day);
    if (year >= 357 || year <= 1) feast += FEAST.kg / 9;
    feast *= 1 - 1 / FEAST.fadesInDays;
    water = WATER.carriedOver * water + WATER.share * slow * random.normal();
    weights[index] = slow * (1 + WEEKLY_RHYTHM[weekdayOfDay(day) - 1]!) + water + feast;
  }
  return weights;
}

/** The slow part of the weight: asked for each day once, in order. */
function createCourse(random: RandomStream, body: Body): (dayIndex: number) => number {
  const start = body.startWeightKg;
  switch (body.weightCourse) {
    case 'losing':
      return inPhases(
        random,
        start,
        -start * random.between(0.0022, 0.006),
        -start * random.between(0.07, 0.16),
      );
    case 'gaining':
      return inPhases(
        random,
        start,
        start * random.between(0.0008, 0.0019),
        start * random.between(0.04, 0.09),
      );
    case 'stable': {
      let deviation = 0;
      return () => {
        deviation = deviation * (1 - 1 / 60) + 0.08 * random.normal();
        return start + deviation;
      };
    }
    case 'yo_yo': {
      const swing = start * random.between(0.025, 0.055);
      let phase = random.between(0, 2 * Math.PI);
      let periodDays = random.between(120, 220);
      const offset = Math.sin(phase);
      return () => {
        phase += (2 * Math.PI) / periodDays;
        if (random.chance(0.01)) periodDays = random.between(110, 240);
        return start + swing * (Math.sin(phase) - offset);
      };
    }
  }
}

/**
 * Weeks in which something moves, then weeks in which nothing does. The nearer the body comes to
 * what it can change, the slower it goes.
 * @param perWeekKg pace in a good week at the start
 * @param totalKg where it would end
 */
function inPhases(
  random: RandomStream,
  start: number,
  perWeekKg: number,
  totalKg: number,
): (dayIndex: number) => number {
  let changed = 0;
  let moves = true;
  let phaseEnds = random.whole(35, 84);
  return (dayIndex) => {
    if (dayIndex >= phaseEnds) {
      moves = !moves;
      phaseEnds = dayIndex + (moves ? random.whole(35, 84) : random.whole(14, 42));
    }
    const left = 1 - changed / totalKg;
    // On a plateau a little of what was gained or lost comes back.
    const pace = moves ? 1.25 * left : -0.12;
    changed += (perWeekKg / 7) * pace + 0.03 * random.normal();
    return start + changed;
  };
}
