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

export function selectBookings(gymId: string, memberId: string): Statement<BookingRow> {
  return statement(
    `select booking_id, member_id, class_id, status, booked_at_ms from bookings
     where gym_id = $1 and member_id = $2 order by booked_at_ms, booking_id`,
    [gymId, memberId],
  );
}
