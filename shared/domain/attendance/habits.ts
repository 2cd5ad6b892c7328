import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { median, medianAbsoluteDeviation } from '../statistics/order.ts';
import type { Visit } from '../visits/visit.ts';
import { clockHalfHour, gymTime } from './gym-time.ts';
import type { GymTime } from './gym-time.ts';

/** Habits are read from the last eight weeks: long enough to tell, short enough to follow a new job. */
export const HABIT_WEEKS = 8;
/** Visits in that time before anything is called a habit. */
export const LEAST_VISITS = 4;
/** Weeks since the first of them. */
const LEAST_WEEKS = 2;
/** A weekday is usual when, on the careful side, more than a third of its weeks have it: 5 of 8, 3 of 4 or 2 of 2. */
const USUAL_STRENGTH = 0.35;
/** One-sided 90 % bound: a habit claimed wrongly costs one smile, so ten in a hundred may be. */
const CAREFUL_Z = 1.2816;
/** Usual weekdays that make it almost every day. */
const ALMOST_DAILY = 6;
/** Times of day further apart than this are not "around" one time, minutes. */
const TIME_SPREAD_MIN = 60;
/** Weekdays whose usual times all lie this close to one another share one time, minutes. */
const SAME_TIME_MIN = 60;
/** The share of visits on one weekday that is surely passed where a member comes "most often" on it: three in fourteen, half as many again as by chance. */
const MOSTLY_SHARE = 3 / 14;

/** Weekdays (1 Monday to 7 Sunday) with the time a member usually comes on them. */
export interface UsualTime {
  readonly weekdays: readonly number[];
  /** Minutes on the wall clock, to the half hour; null when the times vary. */
  readonly minuteOfDay: number | null;
  /** Share of weeks that surely have the weakest of these weekdays: Wilson's lower bound, 0 to 1. */
  readonly strength: number;
}

/** How a member attends. */
export type AttendanceHabits =
  | { readonly kind: 'never' }
  | { readonly kind: 'away'; readonly weeksAway: number }
  | { readonly kind: 'new'; readonly visits: number }
  | { readonly kind: 'regular'; readonly times: readonly UsualTime[]; readonly visitsPerWeek: number }
  /** Six or seven days of the week; `minuteOfDay` is null when the times vary. */
  | { readonly kind: 'almost_daily'; readonly minuteOfDay: number | null; readonly visitsPerWeek: number }
  /** No weekday is usual; `mostly` is the one that stands out all the same, where one does. */
  | { readonly kind: 'irregular'; readonly mostly: number | null; readonly visitsPerWeek: number };

/** The weekdays a member may be told they often train on: the one account of it, whoever speaks. */
export function oftenWeekdays(habits: AttendanceHabits): readonly number[] {
  switch (habits.kind) {
    case 'regular':
      return habits.times.flatMap(({ weekdays }) => weekdays);
    case 'almost_daily':
      return [1, 2, 3, 4, 5, 6, 7];
    case 'irregular':
      return habits.mostly === null ? [] : [habits.mostly];
    default:
      return [];
  }
}

/** A member not seen for this long is away, weeks. */
const AWAY_WEEKS = 4;

/**
 * Reads when a member usually comes.
 * @param visits usable, oldest first
 */
export function attendanceHabits(visits: readonly Visit[], nowMs: number, days: LocalDays): AttendanceHabits {
  const last = visits.at(-1);
  if (last === undefined) return { kind: 'never' };
  const today = days.dayOf(nowMs);
  const weeksAway = Math.floor((today - days.dayOf(last.checkedInAtMs)) / 7);
  if (weeksAway >= AWAY_WEEKS) return { kind: 'away', weeksAway };

  const recent = visits
    .map((visit) => gymTime(visit.checkedInAtMs, days))
    .filter((time) => time.day > today - HABIT_WEEKS * 7);
  const firstDay = recent[0]?.day ?? today;
  const weeks = Math.min(HABIT_WEEKS, Math.ceil((today - firstDay + 1) / 7));
  if (recent.length < LEAST_VISITS || weeks < LEAST_WEEKS) return { kind: 'new', visits: visits.length };

  const visitsPerWeek = recent.length / weeks;
  const usual = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const onWeekday = recent.filter((time) => weekdayOfDay(time.day) === weekday);
    const daysCome = new Set(onWeekday.map((time) => time.day)).size;
    const strength = surelyShare(daysCome, weeks);
    if (daysCome < 2 || strength < USUAL_STRENGTH) return [];
    return [{ weekday, strength, minute: usualMinute(onWeekday.map((time) => time.minute)) }];
  });
  if (usual.length === 0) return { kind: 'irregular', mostly: mostlyOn(recent), visitsPerWeek };
  const times = shareTimes(usual);
  if (usual.length < ALMOST_DAILY) return { kind: 'regular', times, visitsPerWeek };
  const minuteOfDay = times.length === 1 ? (times[0]?.minuteOfDay ?? null) : null;
  return { kind: 'almost_daily', minuteOfDay, visitsPerWeek };
}

/** The weekday with surely more of the visits than chance gives it. */
function mostlyOn(visits: readonly GymTime[]): number | null {
  const byWeekday = [...Map.groupBy(visits, ({ day }) => weekdayOfDay(day))].map(([weekday, on]) => ({
    weekday,
    share: surelyShare(on.length, visits.length),
  }));
  const most = byWeekday.sort((left, right) => right.share - left.share || left.weekday - right.weekday)[0];
  return most !== undefined && most.share >= MOSTLY_SHARE ? most.weekday : null;
}

/** Lower end of the interval for a share: Wilson 1927, J Am Stat Assoc 22:209-212. */
function surelyShare(hits: number, tries: number): number {
  const share = Math.min(1, hits / tries);
  const z2 = CAREFUL_Z ** 2;
  const margin = CAREFUL_Z * Math.sqrt((share * (1 - share)) / tries + z2 / (4 * tries * tries));
  return (share + z2 / (2 * tries) - margin) / (1 + z2 / tries);
}

function usualMinute(minutes: readonly number[]): number | null {
  const middle = median(minutes);
  const spread = medianAbsoluteDeviation(minutes);
  return middle === null || spread === null || spread > TIME_SPREAD_MIN ? null : middle;
}

/** Puts weekdays with about the same time together, in the order of the week. */
function shareTimes(
  usual: readonly { readonly weekday: number; readonly strength: number; readonly minute: number | null }[],
): readonly UsualTime[] {
  const groups: { weekdays: number[]; minutes: number[]; strength: number }[] = [];
  for (const { weekday, minute, strength } of usual) {
    const group = groups.find(({ minutes }) =>
      minute === null
        ? minutes.length === 0
        : minutes.length > 0 && minutes.every((other) => Math.abs(other - minute) <= SAME_TIME_MIN),
    );
    if (group === undefined)
      groups.push({ weekdays: [weekday], minutes: minute === null ? [] : [minute], strength });
    else {
      group.weekdays.push(weekday);
      group.strength = Math.min(group.strength, strength);
      if (minute !== null) group.minutes.push(minute);
    }
  }
  return groups.map(({ weekdays, minutes, strength }) => {
    const minute = median(minutes);
    return { weekdays, minuteOfDay: minute === null ? null : clockHalfHour(minute), strength };
  });
}
