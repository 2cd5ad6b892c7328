import type { ClassId, MemberId } from '../../base/ids.ts';

/** One class on the timetable, at one time. */
export interface GymClass {
  readonly id: ClassId;
  readonly name: string;
  /** Kind used by affinity and MET tables, for example `hiit`, `spin`, `yoga`. */
  readonly classType: string;
  readonly instructor: string;
  readonly startsAtMs: number;
  readonly durationMin: number;
  readonly places: number;
  readonly placesTaken: number;
}

export type BookingStatus = 'booked' | 'waitlisted' | 'cancelled' | 'attended' | 'no_show' | 'requested';

/** A member's place in a class. */
export interface Booking {
  readonly id: string;
  readonly memberId: MemberId;
  readonly classId: ClassId;
  readonly status: BookingStatus;
  readonly bookedAtMs: number;
}
