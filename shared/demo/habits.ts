import type { CastRole, Daypart } from './demo-cast.ts';
import type { Absence, Habits, MembershipCourse } from './person.ts';
import type { RandomStream } from './random-stream.ts';

interface DaypartHabit {
  readonly daypart: Daypart;
  /** Share of the membership. */
  readonly share: number;
  readonly centreMin: number;
  readonly centreSpreadMin: number;
  readonly spreadMin: number;
  /** Pull of Monday … Sunday before personal preference. */
  readonly weekdays: readonly number[];
}

/** Chosen so that 16 to 20 h is the busiest stretch, as on any gym floor in a working town. */
const DAYPARTS: readonly DaypartHabit[] = [
  {
    daypart: 'early',
    share: 0.16,
    centreMin: 6.9 * 60,
    centreSpreadMin: 22,
    spreadMin: 16,
    weekdays: [1, 1, 1, 1, 0.9, 0.35, 0.25],
  },
  {
    daypart: 'morning',
    share: 0.11,
    centreMin: 9.9 * 60,
    centreSpreadMin: 40,
    spreadMin: 40,
    weekdays: [1, 1, 1, 1, 0.9, 0.7, 0.4],
  },
  {
    daypart: 'lunch',
    share: 0.08,
    centreMin: 12.2 * 60,
    centreSpreadMin: 18,
    spreadMin: 18,
    weekdays: [0.9, 1, 1, 1, 0.8, 0.3, 0.2],
  },
  {
    daypart: 'after_work',
    share: 0.52,
    centreMin: 17.6 * 60,
    centreSpreadMin: 35,
    spreadMin: 35,
    weekdays: [1.15, 1.1, 1, 1, 0.65, 0.55, 0.5],
  },
  {
    daypart: 'late',
    share: 0.13,
    centreMin: 19.6 * 60,
    centreSpreadMin: 30,
    spreadMin: 40,
    weekdays: [1, 1, 1, 0.95, 0.5, 0.5, 0.6],
  },
];

/** Visits a week: median of the log-normal, and its spread. A gym's median member comes about twice. */
const MEDIAN_VISITS_PER_WEEK = 2.15;
const VISITS_SPREAD = 0.45;
const VISITS_BOUNDS = { min: 0.4, max: 5.5 };

/** When somebody trains. A role in the cast fixes what the role says and leaves the rest to chance. */
export function drawHabits(
  random: RandomStream,
  role: CastRole | undefined,
  course: MembershipCourse,
  span: { readonly startDay: number; readonly endDay: number },
): Habits {
  const drawn = DAYPARTS[random.pickWeighted(DAYPARTS.map((part) => part.share))]!;
  const part = DAYPARTS.find((each) => each.daypart === role?.daypart) ?? drawn;
  const visits = MEDIAN_VISITS_PER_WEEK * Math.exp(VISITS_SPREAD * random.normal());
  // Everybody has days that suit and days that do not; the exponent makes the difference marked.
  const pulls = part.weekdays.map((pull) => pull * Math.exp(0.75 * random.normal()));
  const total = pulls.reduce((sum, pull) => sum + pull, 0);
  return {
    daypart: part.daypart,
    visitsPerWeek: role?.visitsPerWeek ?? Math.min(VISITS_BOUNDS.max, Math.max(VISITS_BOUNDS.min, visits)),
    weekdayShare: pulls.map((pull) => pull / total),
    hourCentreMin: part.centreMin + part.centreSpreadMin * random.normal(),
    hourSpreadMin: part.spreadMin * random.between(0.6, 1.6),
    lulls: drawLulls(random, Math.max(span.startDay, course.joinDay), span.endDay),
    classShare: role === undefined ? drawClassShare(random) : role.classPercent / 100,
    // The cast plans ahead, so that a demo always has a booked class to show.
    foresight: role === undefined ? random.next() : random.between(0.6, 1),
    noShowShare: 0.02 + 0.1 * random.next() * random.next(),
    moodPeriodDays: random.between(50, 150),
    moodPhase: random.between(0, 2 * Math.PI),
    fadesOut: random.chance(0.7),
  };
}

/** Some never see a class from inside, some come for nothing else, most do both. */
function drawClassShare(random: RandomStream): number {
  const kind = random.next();
  if (kind < 0.2) return 0.03;
  if (kind < 0.5) return random.between(0.15, 0.5);
  return random.between(0.5, 0.95);
}

/** Holidays of one or two weeks about twice a year, mostly in summer, and a few days of illness in between. */
function drawLulls(random: RandomStream, fromDay: number, toDay: number): readonly Absence[] {
  const lulls: Absence[] = [];
  for (let day = fromDay + random.whole(20, 130); day < toDay; day += random.whole(70, 230)) {
    const length = random.chance(0.55) ? random.whole(6, 15) : random.whole(3, 8);
    lulls.push({ fromDay: day, toDay: day + length });
  }
  return lulls;
}
