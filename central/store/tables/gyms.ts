import type { Language } from '../../../shared/domain/wording/formats.ts';
import { statement, type Statement } from '../database.ts';

/** A gym this central server looks after. */
export interface GymRow {
  gym_id: string;
  name: string;
  timezone: string;
  language: Language;
}

/** A gym as its operator describes it. */
export interface GymSettings {
  readonly id: string;
  readonly name: string;
  /** IANA zone. */
  readonly timezone: string;
  /** What its members are spoken to in. Default English. */
  readonly language?: Language;
}

export function upsertGym({ id, name, timezone, language = 'en' }: GymSettings): Statement {
  return statement(
    `insert into gyms (gym_id, name, timezone, language) values ($1, $2, $3, $4)
     on conflict (gym_id) do update set name = excluded.name, timezone = excluded.timezone, language = excluded.language`,
    [id, name, timezone, language],
  );
}

export function selectGym(gymId: string): Statement<GymRow> {
  return statement('select gym_id, name, timezone, language from gyms where gym_id = $1', [gymId]);
}
