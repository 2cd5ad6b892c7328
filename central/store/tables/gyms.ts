import type { Language } from '../../../shared/domain/wording/languages.ts';
import { statement, type Statement } from '../database.ts';

/** A gym this central server looks after. */
export interface GymRow {
  gym_id: string;
  name: string;
  timezone: string;
  language: Language;
  /** Reviews of an earlier generation no longer hold. */
  review_generation: number;
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

/** Adds a gym unless there is one of this id. */
export function insertGym({
  id,
  name,
  timezone,
  language = 'en',
}: GymSettings): Statement<{ gym_id: string }> {
  return statement(
    `insert into gyms (gym_id, name, timezone, language) values ($1, $2, $3, $4)
     on conflict do nothing returning gym_id`,
    [id, name, timezone, language],
  );
}

export function selectGym(gymId: string): Statement<GymRow> {
  return statement('select gym_id, name, timezone, language, review_generation from gyms where gym_id = $1', [
    gymId,
  ]);
}

/** The gyms of this store, by id; at most two: one, or more than one. */
export function selectGymIds(): Statement<{ gym_id: string }> {
  return statement('select gym_id from gyms order by gym_id limit 2');
}

/** Says of every review of a gym, in one row, that it no longer holds. */
export function beginReviewGeneration(gymId: string): Statement {
  return statement('update gyms set review_generation = review_generation + 1 where gym_id = $1', [gymId]);
}

/** Says so where reviews are made with something else than before: other formulas, language or zone. */
export function noteReviewStamp(gymId: string, stamp: string): Statement {
  return statement(
    `update gyms set review_stamp = $2,
            review_generation = review_generation + case when review_stamp is null then 0 else 1 end
     where gym_id = $1 and review_stamp is distinct from $2`,
    [gymId, stamp],
  );
}
