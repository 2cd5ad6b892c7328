import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { GymClass } from '../classes/gym-class.ts';

/** What a class is week after week: its kind on a weekday at a time of the wall clock. */
export interface ClassSlot {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
  /** Same for every week of the same class on the timetable. */
  readonly series: string;
}

/** Where a class sits in the week. */
export function classSlot(gymClass: GymClass, days: LocalDays): ClassSlot {
  const weekday = weekdayOfDay(days.dayOf(gymClass.startsAtMs));
  const minuteOfDay = days.minuteOfDay(gymClass.startsAtMs);
  return { weekday, minuteOfDay, series: `${gymClass.classType}/${weekday}/${minuteOfDay}` };
}
