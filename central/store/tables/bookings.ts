import type { ClassId, MemberId } from '../../../shared/base/ids.ts';
import type { Booking, BookingStatus } from '../../../shared/domain/classes/gym-class.ts';
import { statement, type Statement } from '../database.ts';

export interface BookingRow {
  booking_id: string;
  member_id: string;
  class_id: string;
  status: BookingStatus;
  booked_at_ms: number;
}

export function toBooking(row: BookingRow): Booking {
  return {
    id: row.booking_id,
    memberId: row.member_id as MemberId,
    classId: row.class_id as ClassId,
    status: row.status,
    bookedAtMs: row.booked_at_ms,
  };
}

export function insertBookings(gymId: string, bookings: readonly Booking[]): Statement {
  return statement(
    `insert into bookings (gym_id, booking_id, member_id, class_id, status, booked_at_ms)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
     on conflict do nothing`,
    [
      gymId,
      bookings.map((booking) => booking.id),
      bookings.map((booking) => booking.memberId),
      bookings.map((booking) => booking.classId),
      bookings.map((booking) => booking.status),
      bookings.map((booking) => booking.bookedAtMs),
    ],
  );
}

/** A member's bookings of classes that start at or after a time. */
export function selectBookings(gymId: string, memberId: string, fromMs: number): Statement<BookingRow> {
  return statement(
    `select b.booking_id, b.member_id, b.class_id, b.status, b.booked_at_ms
     from bookings b
     join classes c on c.gym_id = b.gym_id and c.class_id = b.class_id
     where b.gym_id = $1 and b.member_id = $2 and c.starts_at_ms >= $3
     order by b.booked_at_ms, b.booking_id`,
    [gymId, memberId, fromMs],
  );
}
