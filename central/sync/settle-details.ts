import type { SqlRunner } from '../store/database.ts';
import { updateContactDetails, updateUserDetails } from '../store/tables/member-details.ts';

/** One detail of a member that was just written. */
export interface WrittenDetail {
  readonly user_id: string;
  readonly field: string;
}

const CONTACT = new Set(['email', 'phone', 'language']);

/**
 * Lets what was said anew of members take the place of what was known of them: in `users`, and for what they are
 * written to by in their contact settings.
 * @param sql a transaction in which the reviews of these members are locked
 * @param written.enrolled members whose rows in `users` were written
 */
export async function settleDetails(
  sql: SqlRunner,
  gymId: string,
  written: {
    readonly enrolled: readonly string[];
    readonly details: readonly WrittenDetail[];
    readonly nowMs: number;
  },
): Promise<void> {
  const { enrolled, details, nowMs } = written;
  const members = [...new Set([...enrolled, ...details.map((one) => one.user_id)])].sort();
  if (members.length > 0) await sql.query(updateUserDetails(gymId, members));
  const contact = details.filter(({ field }) => CONTACT.has(field));
  if (contact.length > 0) await sql.query(updateContactDetails(gymId, contact, nowMs));
}
