import type { Language } from '../../../shared/domain/wording/languages.ts';
import { statement, type Statement } from '../database.ts';

/** Where and how a member is written to. The address goes to the mail server and nowhere else, no log included. */
export interface ContactRow {
  email: string | null;
  /** Null for the gym's own. */
  language: Language | null;
}

export function selectContact(gymId: string, memberId: string): Statement<ContactRow> {
  return statement('select email, language from contact_settings where gym_id = $1 and user_id = $2', [
    gymId,
    memberId,
  ]);
}

export function upsertContact(
  gymId: string,
  memberId: string,
  { email, language }: ContactRow,
  nowMs: number,
): Statement {
  return statement(
    `insert into contact_settings (gym_id, user_id, email, language, updated_at) values ($1, $2, $3, $4, $5)
     on conflict (gym_id, user_id) do update
       set email = excluded.email, language = excluded.language, updated_at = excluded.updated_at`,
    [gymId, memberId, email, language, nowMs],
  );
}
