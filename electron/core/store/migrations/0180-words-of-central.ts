import type { Migration } from '../migrate.ts';

/** What a member's row says, by the field that `member_details` has for it. */
const FIELDS = [
  'member_number', 'first_name', 'last_name', 'alias', 'sex', 'birth_date', 'height_cm', 'membership_status',
  'board_privacy',
] as const; // prettier-ignore

const STAMP = 'said_at INTEGER, said_by TEXT, said_epoch INTEGER, said_seq INTEGER';

const detail = (user: string, field: string, select: string): string =>
  `(SELECT ${select} FROM member_details WHERE user_id = ${user} AND field = '${field}')`;

/** What was said anew takes the place of what the enrolment said, whichever is known first. */
const takesPlace = (event: string): string => `
CREATE TRIGGER users_${event.split(' ')[0]!.toLowerCase()}_takes_details AFTER ${event} ON users
WHEN EXISTS (SELECT 1 FROM member_details WHERE user_id = NEW.id)
BEGIN
  UPDATE users SET ${FIELDS.map(
    (field) =>
      `${field} = CASE WHEN EXISTS ${detail('NEW.id', field, '1')} THEN ${detail('NEW.id', field, 'value')} ELSE ${field} END`,
  ).join(',\n    ')}
  WHERE id = NEW.id;
END;`;

const fromDetail = (event: string): string =>
  FIELDS.map(
    (field) => `
CREATE TRIGGER member_details_${event.toLowerCase()}_${field} AFTER ${event} ON member_details WHEN NEW.field = '${field}'
BEGIN
  UPDATE users SET ${field} = NEW.value
  WHERE id = NEW.user_id AND member_number IS NOT NULL AND ${field} IS NOT NEW.value;
END;`,
  ).join('');

/** What central, too, has to say: members that change, cards that are nobody's any more, a timetable. */
export const wordsOfCentral: Migration = {
  version: 180,
  name: 'words of central',
  sql: `
CREATE TABLE member_details (
  user_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  ${STAMP},
  PRIMARY KEY (user_id, field)
) STRICT, WITHOUT ROWID;
${takesPlace('INSERT')}
${takesPlace(`UPDATE OF ${FIELDS.join(', ')}`)}
${fromDetail('INSERT')}
${fromDetail('UPDATE')}

CREATE TABLE merged_members (user_id TEXT PRIMARY KEY, into_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE membership_ends (user_id TEXT PRIMARY KEY, last_date TEXT, ${STAMP}) STRICT, WITHOUT ROWID;

CREATE TABLE new_cards (code TEXT PRIMARY KEY, user_id TEXT, enrolled_at INTEGER NOT NULL, ${STAMP}) STRICT, WITHOUT ROWID;
INSERT INTO new_cards SELECT code, user_id, enrolled_at, said_at, said_by, said_epoch, said_seq FROM cards;
DROP TABLE cards;
ALTER TABLE new_cards RENAME TO cards;
CREATE INDEX idx_cards_user ON cards (user_id);
CREATE INDEX idx_cards_tag_hex ON cards (
  upper(CASE length(code) WHEN 10 THEN substr(code, 3) WHEN 11 THEN substr(code, 2, 8) WHEN 12 THEN substr(code, 3, 8) END)
) WHERE length(code) BETWEEN 10 AND 12;
CREATE TABLE new_straps (sensor_id TEXT PRIMARY KEY, user_id TEXT, enrolled_at INTEGER NOT NULL, ${STAMP}) STRICT, WITHOUT ROWID;
INSERT INTO new_straps SELECT sensor_id, user_id, enrolled_at, said_at, said_by, said_epoch, said_seq FROM straps;
DROP TABLE straps;
ALTER TABLE new_straps RENAME TO straps;
CREATE INDEX idx_straps_user ON straps (user_id);

ALTER TABLE classes ADD COLUMN said_at INTEGER;
ALTER TABLE classes ADD COLUMN said_by TEXT;
ALTER TABLE classes ADD COLUMN said_epoch INTEGER;
ALTER TABLE classes ADD COLUMN said_seq INTEGER;
CREATE TABLE cancelled_classes (id TEXT PRIMARY KEY, cancelled_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`,
};
