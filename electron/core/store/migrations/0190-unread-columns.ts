import type { Migration } from '../migrate.ts';

const FIELDS = [
  'member_number', 'first_name', 'last_name', 'alias', 'sex', 'birth_date', 'height_cm', 'membership_status',
  'board_privacy',
] as const; // prettier-ignore

const detail = (field: string, select: string): string =>
  `(SELECT ${select} FROM member_details WHERE user_id = NEW.id AND field = '${field}')`;

const takesPlace = (name: string, event: string): string => `
DROP TRIGGER ${name};
CREATE TRIGGER ${name} AFTER ${event} ON users
WHEN NEW.member_number IS NOT NULL AND EXISTS (SELECT 1 FROM member_details WHERE user_id = NEW.id)
BEGIN
  UPDATE users SET ${FIELDS.map(
    (field) =>
      `${field} = CASE WHEN EXISTS ${detail(field, '1')} THEN ${detail(field, 'value')} ELSE ${field} END`,
  ).join(',\n    ')}
  WHERE id = NEW.id;
END;`;

/**
 * Columns that are written and never read. And a member of whom only a part is known yet takes no changed
 * details, whichever fact comes first: the enrolment takes them all.
 */
export const unreadColumns: Migration = {
  version: 190,
  name: 'unread columns',
  sql: `
ALTER TABLE kiosk DROP COLUMN created_at;
ALTER TABLE central_pairings DROP COLUMN paired_at;
ALTER TABLE set_aside_readings DROP COLUMN kind;
ALTER TABLE set_aside_readings DROP COLUMN read_at;
${takesPlace('users_insert_takes_details', 'INSERT')}
${takesPlace('users_update_takes_details', `UPDATE OF ${FIELDS.join(', ')}`)}
`,
};
