import type { Migration } from '../migrate.ts';

/** Times in which nobody expects a visit: the gym is closed, or a membership frozen. */
export const excusedTimes: Migration = {
  version: 90,
  name: 'excused times',
  sql: `
-- ISO dates of the gym's zone, both ends included.
CREATE TABLE gym_closures (
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (to_date >= from_date),
  PRIMARY KEY (from_date, to_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership_freezes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (to_date >= from_date),
  PRIMARY KEY (user_id, from_date, to_date)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER gym_closures_insert_forgets_reviews AFTER INSERT ON gym_closures
BEGIN DELETE FROM member_reviews; END;
CREATE TRIGGER membership_freezes_insert_forgets_review AFTER INSERT ON membership_freezes
BEGIN DELETE FROM member_reviews WHERE user_id = NEW.user_id; END;
`,
};
