import { MAX_UPCOMING_CLASSES } from '../../../shared/domain/dashboard/dashboard-limits.ts';
import type { ClassId } from '../../../shared/base/ids.ts';
import type { GymClass } from '../../../shared/domain/classes/gym-class.ts';
import { statement, type Statement } from '../database.ts';

export interface ClassRow {
  id: string;
  name: string;
  class_type: string;
  instructor: string;
  starts_at: number;
  duration_min: number;
  places: number;
  places_taken: number;
}

export function toGymClass(row: ClassRow): GymClass {
  return {
    id: row.id as ClassId,
    name: row.name,
    classType: row.class_type,
    instructor: row.instructor,
    startsAtMs: row.starts_at,
    durationMin: row.duration_min,
    places: row.places,
    placesTaken: row.places_taken,
  };
}

export function insertClasses(gymId: string, classes: readonly GymClass[]): Statement {
  return statement(
    `insert into classes (gym_id, id, name, class_type, instructor, starts_at, duration_min, places)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::float8[], $8::integer[])
     on conflict do nothing`,
    [
      gymId,
      classes.map((gymClass) => gymClass.id),
      classes.map((gymClass) => gymClass.name),
      classes.map((gymClass) => gymClass.classType),
      classes.map((gymClass) => gymClass.instructor),
      classes.map((gymClass) => gymClass.startsAtMs),
      classes.map((gymClass) => gymClass.durationMin),
      classes.map((gymClass) => gymClass.places),
    ],
  );
}

/** The first `MAX_UPCOMING_CLASSES` classes that start in [from, to), with the places that bookings take, in order of start. */
export function selectClasses(gymId: string, fromMs: number, toMs: number): Statement<ClassRow> {
  return statement(
    `select c.id, c.name, c.class_type, c.instructor, c.starts_at, c.duration_min, c.places,
            (select count(*) from bookings b
              where b.gym_id = c.gym_id and b.class_id = c.id and b.status in ('booked', 'attended')) as places_taken
     from classes c
     where c.gym_id = $1 and c.starts_at >= $2 and c.starts_at < $3
     order by c.starts_at, c.id limit $4`,
    [gymId, fromMs, toMs, MAX_UPCOMING_CLASSES],
  );
}

/** The classes behind a member's visits, each once. */
export function selectAttendedClasses(gymId: string, memberId: string): Statement<ClassRow> {
  return statement(
    `select c.id, c.name, c.class_type, c.instructor, c.starts_at, c.duration_min, c.places, 0 as places_taken
     from classes c
     where c.gym_id = $1 and c.id in (
       select v.class_id from counted_visits v where v.gym_id = $1 and v.user_id = $2)`,
    [gymId, memberId],
  );
}

/** Takes classes that were cancelled out of the timetable. */
export function deleteCancelledClasses(gymId: string, ids: readonly string[]): Statement {
  return statement('delete from classes where gym_id = $1 and id = any($2::text[])', [gymId, ids]);
}
