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
