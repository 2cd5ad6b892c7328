import { weekdayOfDay } from '../base/calendar-days.ts';
import type { Person } from './person.ts';
import { memberDayKey, PURPOSES } from './purposes.ts';
import { createRandomStream } from './random-stream.ts';
import type { Appointment } from './visit-wish.ts';

/** What circles of friends have agreed for one day, and where they have ended up so far. */
export interface FriendPlans {
  appointmentOf(person: Person): Appointment | null;
  /** How many of this person's friends are in each class of the day so far. */
  friendsIn(person: Person): readonly number[];
  joins(person: Person, classIndex: number): void;
}

/** How often a standing appointment takes place. */
const TAKES_PLACE_SHARE = 0.72;

/**
 * Circles of friends with a standing appointment or two a week.
 * @returns the plans of a day with that many classes
 */
export function createFriendPlans(
  people: readonly Person[],
  seed: number,
): (day: number, classes: number) => FriendPlans {
  const random = createRandomStream(seed, PURPOSES.friendPlans, 0);
  const groups = people.reduce((most, person) => Math.max(most, person.friendGroup + 1), 0);
  const standing = Array.from({ length: groups }, (_, group) => {
    random.restart(seed, PURPOSES.friendPlans, -(group + 1));
    const weekdays = random.chance(0.5) ? [random.whole(1, 4)] : [random.whole(1, 3), random.whole(4, 6)];
    return { weekdays, atMin: random.between(17, 19.2) * 60 };
  });

  return (day, classes) => {
    const weekday = weekdayOfDay(day);
    const appointments = standing.map(({ weekdays, atMin }, group): Appointment | null => {
      if (!weekdays.includes(weekday)) return null;
      random.restart(seed, PURPOSES.friendPlans, memberDayKey(group, day));
      return random.chance(TAKES_PLACE_SHARE) ? { atMin: weekday === 6 ? 10.2 * 60 : atMin } : null;
    });
    const nobody = new Array<number>(classes).fill(0);
    const joined = new Map<number, number[]>();
    return {
      appointmentOf: ({ friendGroup }) => (friendGroup < 0 ? null : (appointments[friendGroup] ?? null)),
      friendsIn: (person) => joined.get(person.friendGroup) ?? nobody,
      joins(person, classIndex) {
        if (person.friendGroup < 0) return;
        const counts = joined.get(person.friendGroup) ?? [...nobody];
        counts[classIndex] = counts[classIndex]! + 1;
        joined.set(person.friendGroup, counts);
      },
    };
  };
}
