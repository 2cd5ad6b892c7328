import { statement, type Statement } from '../database.ts';

/** A class of every week, as it is stored. */
export interface ClassSeriesRow {
  id: string;
  name: string;
  class_type: string;
  instructor: string;
  weekday: number;
  minute_of_day: number;
  duration_min: number;
  places: number;
  from_date: string;
  until_date: string | null;
}

export function selectClassSeries(gymId: string): Statement<ClassSeriesRow> {
  return statement(
    `select id, name, class_type, instructor, weekday, minute_of_day, duration_min, places, from_date, until_date
     from class_series where gym_id = $1 order by id`,
    [gymId],
  );
}

/** Gyms that have a weekly timetable. */
export function selectGymsWithSeries(): Statement<{ gym_id: string; timezone: string }> {
  return statement(
    `select gym_id, timezone from gyms where exists
       (select 1 from class_series s where s.gym_id = gyms.gym_id) order by gym_id`,
  );
}

export interface ComingClassRow {
  id: string;
  name: string;
  class_type: string;
  instructor: string;
  starts_at: number;
  duration_min: number;
  places: number;
}

export function selectComingClasses(gymId: string, fromMs: number): Statement<ComingClassRow> {
  return statement(
    `select id, name, class_type, instructor, starts_at, duration_min, places
     from classes where gym_id = $1 and starts_at >= $2`,
    [gymId, fromMs],
  );
}

export function selectCancelledClasses(gymId: string): Statement<{ id: string }> {
  return statement('select id from cancelled_classes where gym_id = $1', [gymId]);
}
