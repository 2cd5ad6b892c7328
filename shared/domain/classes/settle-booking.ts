import { HOUR_MS, MINUTE_MS } from '../../base/clock.ts';
import type { Booking, GymClass } from './gym-class.ts';

/**
 * Somebody who came this long before a class was there for it too: members train first. Calling a
 * member absent who was in the building is worse than missing one who was not.
 */
const CAME_EARLY_MS = 4 * HOUR_MS;

/** When a class is over; milliseconds since 1970. */
export function classEndsAtMs({ startsAtMs, durationMin }: GymClass): number {
  return startsAtMs + durationMin * MINUTE_MS;
}

/** A check-in in [fromMs, untilMs) says that its member came to the class. */
export function attendanceWindow(gymClass: GymClass): { readonly fromMs: number; readonly untilMs: number } {
  return { fromMs: gymClass.startsAtMs - CAME_EARLY_MS, untilMs: classEndsAtMs(gymClass) };
}

/**
 * What a place became once its class was over. A visit that is heard of late makes a `no_show`
 * `attended`; nothing ever makes it the other way round, and what was never a place stays as it is.
 */
export function settledStatus(status: Booking['status'], came: boolean): Booking['status'] {
  if (status !== 'booked' && status !== 'no_show') return status;
  return came ? 'attended' : 'no_show';
}
