import type { Migration } from '../migrate.ts';

/** Fitness is estimated from a known maximum heart rate, so a new one makes the kept review worthless too. */
export const knownMaximum: Migration = {
  version: 100,
  name: 'known maximum',
  sql: `
DROP TRIGGER users_update_forgets_review;
CREATE TRIGGER users_update_forgets_review AFTER UPDATE OF first_name, birth_date, height_cm, joined_at,
  max_heart_rate_bpm, measured_max_heart_rate_bpm ON users
BEGIN DELETE FROM member_reviews WHERE user_id = NEW.id; END;
`,
};
