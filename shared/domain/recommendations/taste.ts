import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { gymTime } from '../attendance/gym-time.ts';
import { attendanceHabits, oftenWeekdays } from '../attendance/habits.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { Visit } from '../visits/visit.ts';
import { classSlot } from './class-series.ts';

/** A visit counts half as much after this many days: tastes change with the season. */
const HALF_LIFE_DAYS = 42;
/** Visits looked at; older ones weigh next to nothing by then. */
const HORIZON_DAYS = 180;
/** Weeks in which a series could have been visited, at most. */
export const SERIES_WEEKS = 8;

/**
 * A member's visits of the last half year, added up in every way that classes are compared by. Plain
 * values, so that it can be kept with the member and read again without their history.
 */
export interface Taste {
  readonly visits: number;
  /** Day number of the earliest visit in it. */
  readonly firstDay: number;
  /** Weekdays (1 Monday to 7 Sunday) the member often trains on, as their habits have it. */
  readonly oftenOn: readonly number[];
  /** Weight of the visits on a weekday at a minute of the gym's day. */
  readonly times: readonly (readonly [weekday: number, minute: number, weight: number])[];
  /** Kinds of class in the order they were first visited, under their latest name. */
  readonly types: readonly {
    readonly classType: string;
    readonly name: string;
    readonly weight: number;
    readonly visits: number;
  }[];
  readonly instructors: readonly (readonly [instructor: string, weight: number])[];
  /** Day numbers of the last eight weeks on which each series was attended. */
  readonly series: readonly (readonly [series: string, days: readonly number[]])[];
}

/**
 * Adds up what a member's visits say, recent ones weighing more. The same for the whole of a day.
 * @param visits usable, oldest first
 * @param classes classes behind the visits, by id; unknown ones count as open gym
 */
export function tasteOf(
  visits: readonly Visit[],
  classes: ReadonlyMap<string, GymClass>,
  nowMs: number,
  days: LocalDays,
): Taste {
  const today = days.dayOf(nowMs);
  const times = new Map<number, number>();
  const types = new Map<string, Taste['types'][number]>();
  const instructors = new Map<string, number>();
  const series = new Map<string, Set<number>>();
  let counted = 0;
  let firstDay = today;
  for (const visit of visits) {
    const gymClass = visit.classId === null ? undefined : classes.get(visit.classId);
    const startMs = gymClass?.startsAtMs ?? visit.checkedInAtMs;
    const { day, minute } = gymTime(startMs, days);
    const age = today - day;
    if (age > HORIZON_DAYS || age < 0) continue;
    const weight = 0.5 ** (age / HALF_LIFE_DAYS);
    counted += 1;
    firstDay = Math.min(firstDay, day);
    const time = weekdayOfDay(day) * MINUTES + minute;
    times.set(time, (times.get(time) ?? 0) + weight);
    if (gymClass === undefined) continue;
    const { classType, instructor, name } = gymClass;
    const type = types.get(classType);
    types.set(classType, {
      classType,
      name,
      weight: (type?.weight ?? 0) + weight,
      visits: (type?.visits ?? 0) + 1,
    });
    instructors.set(instructor, (instructors.get(instructor) ?? 0) + weight);
    if (age > SERIES_WEEKS * 7) continue;
    const key = classSlot(gymClass, days).series;
    series.set(key, (series.get(key) ?? new Set()).add(day));
  }
  return {
    visits: counted,
    firstDay,
    oftenOn: oftenWeekdays(attendanceHabits(visits, nowMs, days)),
    times: [...times].map(([time, weight]) => [Math.floor(time / MINUTES), time % MINUTES, weight] as const),
    types: [...types.values()],
    instructors: [...instructors],
    series: [...series].map(([key, attended]) => [key, [...attended]] as const),
  };
}

/** More than the minutes of a day, to keep weekday and minute in one key. */
const MINUTES = 10_000;
