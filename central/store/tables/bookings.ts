import type { ClassId, MemberId } from '../../../shared/base/ids.ts';
import type { Booking, BookingStatus } from '../../../shared/domain/classes/gym-class.ts';
import { statement, type Statement } from '../database.ts';

export interface BookingRow {
  id: string;
  user_id: string;
  class_id: string;
  status: BookingStatus;
  booked_at: number;
}

export function toBooking(row: BookingRow): Booking {
  return {
    id: row.id,
    memberId: row.user_id as MemberId,
    classId: row.class_id as ClassId,
    status: row.status,
    bookedAtMs: row.booked_at,
  };
}

export function insertBookings(gymId: string, bookings: readonly Booking[]): Statement {
  return statement(
    `insert into bookings (gym_id, id, user_id, class_id, status, booked_at)
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
    `select b.id, b.user_id, b.class_id, b.status, b.booked_at
     from bookings b
     join classes c on c.gym_id = b.gym_id and c.id = b.class_id
     where b.gym_id = $1 and b.user_id = $2 and c.starts_at >= $3
     order by b.booked_at, b.id`,
    [gymId, memberId, fromMs],
  );
}

export interface BookedClassRow {
  user_id: string;
  class_id: string;
  name: string;
  starts_at: number;
}

/** Booked places in classes that start in a span, of members who were not reminded of them, the next class first. */
export function selectUnremindedBookings(
  gymId: string,
  fromMs: number,
  untilMs: number,
  limit: number,
): Statement<BookedClassRow> {
  return statement(
    `select b.user_id, c.id as class_id, c.name, c.starts_at
     from classes c
     join bookings b on b.gym_id = c.gym_id and b.class_id = c.id and b.status = 'booked'
     where c.gym_id = $1 and c.starts_at > $2 and c.starts_at <= $3
       and not exists (select 1 from notifications n where n.gym_id = b.gym_id and n.user_id = b.user_id
                         and n.subject = 'class/' || c.id and n.created_at > $2 - 86400000 * 2::bigint)
     order by c.starts_at, b.user_id limit $4`,
    [gymId, fromMs, untilMs, limit],
  );
}
