import type { Migration } from '../migrate.ts';

/**
 * Visits are what check-ins say: whose visit it is becomes part of its key, so that no id can be taken in
 * advance, and a visit may be known before its member or its class is.
 */
export const visitsOfFacts: Migration = {
  version: 150,
  name: 'visits of facts',
  sql: `
DROP TRIGGER classes_update_forgets_review;
CREATE TABLE new_visits (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  checked_in_at INTEGER NOT NULL,
  class_id TEXT,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_visits SELECT user_id, id, checked_in_at, class_id FROM visits;
CREATE TABLE new_visit_ends (
  user_id TEXT NOT NULL,
  visit_id TEXT NOT NULL,
  ended_at INTEGER,
  known_by TEXT NOT NULL CHECK (known_by IN ('heart_rate', 'class', 'nothing')),
  PRIMARY KEY (user_id, visit_id),
  FOREIGN KEY (user_id, visit_id) REFERENCES visits (user_id, id) ON DELETE CASCADE,
  CHECK ((ended_at IS NULL) = (known_by = 'nothing'))
) STRICT, WITHOUT ROWID;
INSERT INTO new_visit_ends SELECT user_id, visit_id, ended_at, known_by FROM visit_ends JOIN visits ON id = visit_id;
DROP TABLE visit_ends;
DROP TABLE visits;
ALTER TABLE new_visits RENAME TO visits;
ALTER TABLE new_visit_ends RENAME TO visit_ends;
CREATE INDEX idx_visits_user ON visits (user_id, checked_in_at, class_id, id);
CREATE INDEX idx_visits_class ON visits (class_id);
CREATE INDEX idx_visits_time ON visits (checked_in_at, user_id);
CREATE TRIGGER visits_insert_forgets_review AFTER INSERT ON visits
BEGIN DELETE FROM member_reviews WHERE user_id = NEW.user_id; END;
CREATE TRIGGER visits_update_forgets_review AFTER UPDATE ON visits
BEGIN DELETE FROM member_reviews WHERE user_id = NEW.user_id; END;
CREATE TRIGGER visits_delete_forgets_review AFTER DELETE ON visits
BEGIN DELETE FROM member_reviews WHERE user_id = OLD.user_id; END;
CREATE TRIGGER classes_update_forgets_review AFTER UPDATE OF name, class_type, instructor, starts_at, duration_min ON classes
BEGIN DELETE FROM member_reviews WHERE user_id IN (SELECT user_id FROM visits WHERE class_id = NEW.id); END;
`,
};
