import type { Person } from './person.ts';
import type { RandomStream } from './random-stream.ts';
import { likingOn } from './taste.ts';
import type { PlannedClass } from './timetable.ts';

/** A class further from somebody's usual time than this is out of the question, minutes. */
const FARTHEST_MIN = 170;
/** What a friend in the class is worth, in units of taste, before sociability. */
const FRIEND_PULL = 1.2;
/** Bad weather makes the gentle and the short way home look better: pull towards calm classes. */
const WEATHER_PULL = 0.5;
/** Below this a member would rather train alone. */
const WORTH_IT = -0.35;

/**
 * Which class of the day somebody goes to, or null for the open gym. A choice of mood and company as
 * much as of taste: the winner is the highest of liking, instructor, friends already going, time of
 * day and a chance term (Gumbel noise, which makes this the logit choice of McFadden 1974).
 * @param wantedMin wall-clock minute around which this person would come today
 * @param friendsIn how many friends go to each class so far, in the order of `classes`
 * @param weather the day's weather, about −2 (glorious) to 2 (foul)
 */
export function chooseClass(
  random: RandomStream,
  person: Person,
  day: number,
  wantedMin: number,
  classes: readonly PlannedClass[],
  friendsIn: readonly number[],
  weather: number,
): number | null {
  const { taste, habits } = person;
  let best: number | null = null;
  let bestUtility = WORTH_IT;
  for (let index = 0; index < classes.length; index++) {
    const candidate = classes[index]!;
    const distanceMin = Math.abs(candidate.startMin - wantedMin);
    if (distanceMin > FARTHEST_MIN) continue;
    const flexibleMin = 45 + habits.hourSpreadMin;
    const timeCost = 0.5 * (distanceMin / flexibleMin) * (distanceMin / flexibleMin);
    const calm = 0.5 - candidate.type.intensity;
    const utility =
      likingOn(taste, day, candidate.typeIndex) +
      taste.instructorLiking[candidate.instructorIndex]! +
      FRIEND_PULL * taste.sociability * Math.min(2, friendsIn[index]!) +
      WEATHER_PULL * weather * calm -
      timeCost -
      taste.whim * Math.log(-Math.log(1 - random.next()));
    if (utility > bestUtility) {
      best = index;
      bestUtility = utility;
    }
  }
  return best;
}
