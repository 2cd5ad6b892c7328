import { weekdayOfDay } from '../base/calendar-days.ts';
import type { ClassId } from '../base/ids.ts';
import type { LocalDays } from '../base/local-days.ts';
import { DEMO_CLASS_TYPES } from './class-types.ts';
import type { DemoClassType } from './class-types.ts';
import { wallClockMs } from './gym-days.ts';
import { PURPOSES } from './purposes.ts';
import { seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';

/** Invented, like everybody here. */
export const INSTRUCTORS = [
  'Nora Falk',
  'Idris Cole',
  'Silvia Prado',
  'Jun Watanabe',
  'Greta Lang',
  'Marek Dolny',
  'Zola Nkosi',
  'Elio Bassi',
] as const;

/** Weekday 1 (Monday) to 7, start on the wall clock, kind of class, instructor. */
type Slot = readonly [weekdays: readonly number[], startMin: number, classType: string, instructor: number];

const at = (hour: number, minute = 0): number => hour * 60 + minute;

/** The week, most wanted slots first: a small gym runs the top of the list, a large one all of it. */
const WEEK: readonly Slot[] = [
  [[1, 3], at(18), 'hiit', 1],
  [[2, 4], at(18, 15), 'spin', 0],
  [[1, 3], at(19, 15), 'yoga', 2],
  [[2, 4], at(17, 30), 'strength', 5],
  [[1, 5], at(17, 15), 'spin', 7],
  [[6], at(10), 'hiit', 1],
  [[7], at(10, 30), 'yoga', 2],
  [[2, 4], at(19, 15), 'boxing', 6],
  [[3], at(17, 30), 'zumba', 4],
  [[1, 4], at(9, 30), 'pilates', 4],
  [[2, 5], at(6, 45), 'spin', 0],
  [[1, 3], at(6, 45), 'hiit', 7],
  [[5], at(18), 'zumba', 4],
  [[3, 5], at(12, 10), 'rowing', 3],
  [[6], at(11, 15), 'spin', 7],
  [[2, 4], at(10), 'mobility', 3],
  [[2], at(12, 10), 'hiit', 5],
  [[1, 4], at(20, 15), 'mobility', 3],
  [[7], at(11, 45), 'zumba', 4],
  [[5], at(9, 30), 'yoga', 2],
  [[3], at(18), 'pilates', 2],
  [[1], at(18, 30), 'boxing', 6],
  [[4], at(12, 10), 'spin', 0],
  [[6], at(9), 'strength', 5],
  [[2, 3], at(20), 'hiit', 1],
  [[4], at(18), 'rowing', 3],
  [[7], at(9, 30), 'strength', 5],
  [[5], at(19, 15), 'boxing', 6],
  [[3], at(9, 30), 'zumba', 4],
  [[6], at(16), 'boxing', 6],
  [[7], at(17), 'yoga', 2],
];

/** Members for whom one row of the week is run: enough that evening classes fill up now and then. */
const MEMBERS_PER_ROW = 13;
const LEAST_ROWS = 6;
/** Above this many members the same classes move to larger rooms. */
const MEMBERS_OF_ORDINARY_ROOMS = 400;
/** How often somebody else takes the class. */
const SUBSTITUTE_SHARE = 0.05;
/** The programme is renewed this often: some slots change hands. */
const PROGRAMME_DAYS = 126;
const SUCCESSION_SHARE = 0.15;

/** A class of one day before anybody has booked it. */
export interface PlannedClass {
  readonly id: ClassId;
  readonly type: DemoClassType;
  readonly typeIndex: number;
  readonly instructorIndex: number;
  readonly startMin: number;
  readonly startsAtMs: number;
  readonly places: number;
}

/**
 * The timetable of one day that the gym is open.
 * @param random any stream; it is started over for the day
 */
export function classesOfDay(
  random: RandomStream,
  seed: number,
  day: number,
  members: number,
  local: LocalDays,
): readonly PlannedClass[] {
  const rows = Math.max(LEAST_ROWS, Math.round(members / MEMBERS_PER_ROW));
  const roomFactor = Math.max(1, members / MEMBERS_OF_ORDINARY_ROOMS);
  const today = [...WEEK.entries()].filter(
    ([row, slot]) => row < rows && slot[0].includes(weekdayOfDay(day)),
  );
  const planned: PlannedClass[] = [];
  for (const [row, [, startMin, classType, regular]] of today) {
    const programme = Math.floor(day / PROGRAMME_DAYS);
    random.restart(seed, PURPOSES.classes, programme * WEEK.length + row);
    const successor = random.chance(SUCCESSION_SHARE) ? random.whole(0, INSTRUCTORS.length - 1) : regular;
    random.restart(seed, PURPOSES.classes, -(day * WEEK.length + row));
    const wanted = random.chance(SUBSTITUTE_SHARE) ? random.whole(0, INSTRUCTORS.length - 1) : successor;
    const isBusy =
      today.some(([, [, otherMin, , other]]) => other === wanted && overlap(otherMin, startMin)) ||
      planned.some((other) => other.instructorIndex === wanted && overlap(other.startMin, startMin));
    const typeIndex = DEMO_CLASS_TYPES.findIndex((each) => each.classType === classType);
    const type = DEMO_CLASS_TYPES[typeIndex]!;
    const startsAtMs = wallClockMs(local, day, startMin);
    planned.push({
      id: seededUuid(random, startsAtMs) as ClassId,
      type,
      typeIndex,
      instructorIndex: isBusy ? regular : wanted,
      startMin,
      startsAtMs,
      places: Math.round(type.places * roomFactor),
    });
  }
  return planned.sort((left, right) => left.startMin - right.startMin || (left.id < right.id ? -1 : 1));
}

/** Nobody teaches two classes that begin closer together than the longest one lasts, with a breath. */
function overlap(startMin: number, otherStartMin: number): boolean {
  return Math.abs(startMin - otherStartMin) < 70;
}
