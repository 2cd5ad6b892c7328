import type { LocalDays } from '../../base/local-days.ts';
import { gymTime, gymWeekday } from '../attendance/gym-time.ts';
import type { GymClass } from '../classes/gym-class.ts';

/** What a class is week after week: its kind on a weekday at a time of the gym's day. */
export interface ClassSlot {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Minutes since the gym's day turned. */
  readonly minute: number;
  /** Same for every week of the same class on the timetable. */
  readonly series: string;
}

/** Where a class sits in the week. */
export function classSlot(gymClass: GymClass, days: LocalDays): ClassSlot {
  const weekday = gymWeekday(gymClass.startsAtMs, days);
  const { minute } = gymTime(gymClass.startsAtMs, days);
  return { weekday, minute, series: `${gymClass.classType}/${weekday}/${minute}` };
}
