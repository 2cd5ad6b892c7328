import type { ClassId, MemberId } from '../../../../shared/base/ids.ts';
import type { Booking, GymClass } from '../../../../shared/domain/classes/gym-class.ts';
import { MAX_UPCOMING_CLASSES } from '../../../../shared/domain/dashboard/dashboard-limits.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

const CLASS = `id, name, class_type AS classType, instructor, starts_at AS startsAtMs, duration_min AS durationMin,
  places, places_taken AS placesTaken`;
const BOOKING = 'id, user_id AS memberId, class_id AS classId, status, booked_at AS bookedAtMs';

/**
 * Classes that start in [fromMs, untilMs), in order of time; at most `MAX_UPCOMING_CLASSES`. The limit stands
 * in the text: a bound one costs half as much again as the whole query.
 */
export function listClasses(db: ReadableDb, fromMs: number, untilMs: number): GymClass[] {
  return sql<GymClass>(
    db,
    `SELECT ${CLASS} FROM classes WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at LIMIT ${MAX_UPCOMING_CLASSES}`,
  ).all(fromMs, untilMs);
}

/** Classes that started in [fromMs, untilMs), the latest `limit` of them, in order of time. */
export function listPastClasses(db: ReadableDb, fromMs: number, untilMs: number, limit: number): GymClass[] {
  return sql<GymClass>(
    db,
    `SELECT ${CLASS} FROM classes WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at DESC LIMIT ?`,
  )
    .all(fromMs, untilMs, limit)
    .toReversed();
}

export function findClass(db: ReadableDb, id: ClassId): GymClass | null {
  return sql<GymClass>(db, `SELECT ${CLASS} FROM classes WHERE id = ?`).get(id) ?? null;
}

/** Classes a member came to since `sinceMs`, for telling what this member likes. */
export function listAttendedClasses(db: ReadableDb, memberId: MemberId, sinceMs: number): GymClass[] {
  return sql<GymClass>(
    db,
    `SELECT ${CLASS} FROM classes WHERE id IN
       (SELECT class_id FROM counted_visits WHERE user_id = ? AND checked_in_at >= ? AND class_id IS NOT NULL)
     ORDER BY starts_at`,
  ).all(memberId, sinceMs);
}

/** A member's bookings of classes that start at or after `fromMs`. */
export function listBookings(db: ReadableDb, memberId: MemberId, fromMs: number): Booking[] {
  return sql<Booking>(
    db,
    `SELECT ${BOOKING} FROM bookings
     WHERE user_id = ? AND class_id IN (SELECT id FROM classes WHERE starts_at >= ?)`,
  ).all(memberId, fromMs);
}

export function insertClass(tx: WritableDb, gymClass: GymClass): void {
  sql(
    tx,
    `INSERT INTO classes (id, name, class_type, instructor, starts_at, duration_min, places, places_taken)
     VALUES (:id, :name, :classType, :instructor, :startsAtMs, :durationMin, :places, :placesTaken)`,
  ).run({ ...gymClass });
}

export function insertBooking(tx: WritableDb, booking: Booking): void {
  sql(
    tx,
    `INSERT INTO bookings (id, user_id, class_id, status, booked_at)
     VALUES (:id, :memberId, :classId, :status, :bookedAtMs)`,
  ).run({ ...booking });
}

/** Bookings of one class that said somebody would come, settled or not. */
export function listPlaces(db: ReadableDb, classId: ClassId): Booking[] {
  return sql<Booking>(
    db,
    `SELECT ${BOOKING} FROM bookings WHERE class_id = ? AND status IN ('booked', 'attended', 'no_show') ORDER BY id`,
  ).all(classId);
}

export function updateBookingStatus(tx: WritableDb, id: string, status: Booking['status']): void {
  sql(tx, 'UPDATE bookings SET status = ? WHERE id = ?').run(status, id);
}
