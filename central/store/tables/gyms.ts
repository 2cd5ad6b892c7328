import { statement, type Statement } from '../database.ts';

/** A gym this central server looks after. */
export interface GymRow {
  gym_id: string;
  name: string;
  timezone: string;
}

export function upsertGym({ gym_id, name, timezone }: GymRow): Statement {
  return statement(
    `insert into gyms (gym_id, name, timezone) values ($1, $2, $3)
     on conflict (gym_id) do update set name = excluded.name, timezone = excluded.timezone`,
    [gym_id, name, timezone],
  );
}

export function selectGym(gymId: string): Statement<GymRow> {
  return statement('select gym_id, name, timezone from gyms where gym_id = $1', [gymId]);
}
