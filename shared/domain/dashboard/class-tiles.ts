import type { GymClass } from '../classes/gym-class.ts';
import type { ClassTile } from './dashboard.ts';

/** Booked classes shown. */
const MAX_UPCOMING = 10;
/** Booking states in which a class is still ahead of the member. */
const AHEAD: ReadonlySet<string> = new Set(['booked', 'waitlisted', 'requested']);

/** The classes a member has booked, in order of time. @param bookingOf state of the member's booking by class id */
export function upcomingTiles(
  classes: readonly GymClass[],
  bookingOf: ReadonlyMap<string, string>,
  nowMs: number,
): readonly ClassTile[] {
  return classes
    .filter(({ id, startsAtMs }) => startsAtMs > nowMs && AHEAD.has(bookingOf.get(id) ?? ''))
    .sort((left, right) => left.startsAtMs - right.startsAtMs || (left.id < right.id ? -1 : 1))
    .slice(0, MAX_UPCOMING)
    .map((gymClass) => classTile(gymClass, bookingOf.get(gymClass.id) ?? null));
}

/** One class of the timetable as a tile. */
export function classTile(gymClass: GymClass, bookingStatus: string | null): ClassTile {
  return {
    class_id: gymClass.id,
    name: gymClass.name,
    class_type: gymClass.classType,
    instructor: gymClass.instructor,
    starts_at: new Date(gymClass.startsAtMs).toISOString(),
    duration_min: gymClass.durationMin,
    places_left: Math.max(0, gymClass.places - gymClass.placesTaken),
    booking_status: bookingStatus,
  };
}
