import { bodyWeightByDay } from './body-weight.ts';
import type { GymSpan } from './people.ts';
import type { Person } from './person.ts';
import { PURPOSES } from './purposes.ts';
import { createRandomStream } from './random-stream.ts';

/** What somebody's body is like on each day of their membership within the period. */
export interface PhysicalDays {
  readonly fromDay: number;
  weightKgOn(day: number): number;
  restingBpmOn(day: number): number;
}

/** Training shows, and is lost again, over about this many days. */
const FITNESS_DAYS = 42;
/** How much lower the resting heart rate of somebody is who trains every day, bpm. */
const RESTING_GAIN_BPM = 16;

/** @param visitDays day numbers of all visits, ascending */
export function physicalDays(person: Person, visitDays: readonly number[], span: GymSpan): PhysicalDays {
  const { course, habits, body } = person;
  const fromDay = Math.max(span.startDay, course.joinDay);
  const days = span.today - fromDay + 1;
  const weights = bodyWeightByDay(
    createRandomStream(span.seed, PURPOSES.weight, person.index),
    body,
    fromDay,
    days,
  );
  const resting = new Float64Array(days);
  // Visits a day, smoothed. Who was a member before the period arrives trained.
  let fitness = course.joinDay < span.startDay ? habits.visitsPerWeek / 7 : 0.02;
  let next = 0;
  for (let index = 0; index < days; index++) {
    fitness *= 1 - 1 / FITNESS_DAYS;
    for (; visitDays[next] === fromDay + index; next++) fitness += 1 / FITNESS_DAYS;
    resting[index] = body.untrainedRestingBpm - RESTING_GAIN_BPM * fitness;
  }
  return {
    fromDay,
    weightKgOn: (day) => weights[day - fromDay]!,
    restingBpmOn: (day) => resting[day - fromDay]!,
  };
}
