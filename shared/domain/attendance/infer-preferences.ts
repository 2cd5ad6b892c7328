import type { LocalDays } from '../../base/local-days.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { Visit } from '../visits/visit.ts';
import { gymMinuteOf, gymTime, gymWeekday } from './gym-time.ts';

export type TimeOfDay = 'early' | 'morning' | 'midday' | 'afternoon' | 'evening';

/** What a member seems to like, read from what they do. Shares run from 0 to 1. */
export interface Preferences {
  /** Kinds of class by share of class visits, most first. */
  readonly classTypes: readonly { readonly classType: string; readonly share: number }[];
  readonly instructors: readonly { readonly instructor: string; readonly share: number }[];
  /** Weekdays (1 Monday to 7 Sunday) by share of visits, most first. */
  readonly weekdays: readonly { readonly weekday: number; readonly share: number }[];
  /** Part of the day with most visits; null without a clear one. */
  readonly timeOfDay: TimeOfDay | null;
  /** Share of visits that were to a class. */
  readonly classShare: number | null;
}

/** Visits looked at, the latest; habits of years ago are no preferences. */
const MAX_VISITS = 100;
/** With fewer there is nothing to infer. */
const LEAST_VISITS = 4;
/** Share of visits that makes a part of the day the preferred one. */
const CLEAR_SHARE = 0.5;

/** From when on, in minutes since the gym's day turned: the evening lasts until it turns again. */
const PARTS: readonly { readonly name: TimeOfDay; readonly fromMin: number }[] = [
  { name: 'evening', fromMin: gymMinuteOf(17 * 60) },
  { name: 'afternoon', fromMin: gymMinuteOf(14 * 60) },
  { name: 'midday', fromMin: gymMinuteOf(11 * 60) },
  { name: 'morning', fromMin: gymMinuteOf(8 * 60) },
  { name: 'early', fromMin: 0 },
];

/**
 * Infers preferences from the latest hundred visits.
 * @param visits usable, oldest first
 * @param classes classes behind the visits, by id
 */
export function inferPreferences(
  visits: readonly Visit[],
  classes: ReadonlyMap<string, GymClass>,
  days: LocalDays,
): Preferences {
  const recent = visits.slice(-MAX_VISITS);
  const attended = recent.flatMap(({ classId }) => (classId === null ? [] : (classes.get(classId) ?? [])));
  if (recent.length < LEAST_VISITS) {
    return { classTypes: [], instructors: [], weekdays: [], timeOfDay: null, classShare: null };
  }
  const parts = shares(recent.map(({ checkedInAtMs }) => partOfDay(gymTime(checkedInAtMs, days).minute)));
  const [first] = parts;
  return {
    classTypes: shares(attended.map(({ classType }) => classType)).map(({ of, share }) => ({
      classType: of,
      share,
    })),
    instructors: shares(attended.map(({ instructor }) => instructor)).map(({ of, share }) => ({
      instructor: of,
      share,
    })),
    weekdays: shares(recent.map(({ checkedInAtMs }) => gymWeekday(checkedInAtMs, days))).map(
      ({ of, share }) => ({ weekday: of, share }),
    ),
    timeOfDay: first !== undefined && first.share >= CLEAR_SHARE ? first.of : null,
    classShare: attended.length / recent.length,
  };
}

function partOfDay(minute: number): TimeOfDay {
  return PARTS.find(({ fromMin }) => minute >= fromMin)?.name ?? 'early';
}

/** Values by how often they occur, most first; equal ones in the order of their text. */
function shares<Value extends string | number>(
  values: readonly Value[],
): readonly { readonly of: Value; readonly share: number }[] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([of, equal]) => ({ of, share: equal.length / values.length }))
    .sort((left, right) => right.share - left.share || (String(left.of) < String(right.of) ? -1 : 1));
}
