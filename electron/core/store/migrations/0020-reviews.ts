import type { Migration } from '../migrate.ts';

/** A change of one of a member's rows makes the member's kept review worthless. */
const forgetsReview = (table: string): string =>
  (['INSERT', 'UPDATE', 'DELETE'] as const)
    .map(
      (change) => `
CREATE TRIGGER ${table}_${change.toLowerCase()}_forgets_review AFTER ${change} ON ${table}
BEGIN DELETE FROM member_reviews WHERE user_id = ${change === 'DELETE' ? 'OLD' : 'NEW'}.user_id; END;`,
    )
    .join('');

/**
 * What follows from a member's rows, kept beside them, and what the gym as a whole has learned. The
 * database itself forgets a review when a row it was made from changes, so that no writer can forget to.
 */
export const reviews: Migration = {
  version: 20,
  name: 'reviews',
  sql: `
-- Proven by a session, against the one that was entered or estimated.
ALTER TABLE users ADD COLUMN measured_max_heart_rate_bpm REAL;

-- What the product changed about a goal, and why.
CREATE TABLE goal_adjustments (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('too_far', 'needs_more_time', 'too_easy')),
  from_value REAL NOT NULL,
  from_date TEXT NOT NULL,
  target_value REAL NOT NULL,
  target_date TEXT NOT NULL,
  adjusted_on TEXT NOT NULL
) STRICT;
CREATE INDEX idx_goal_adjustments_user ON goal_adjustments (user_id);
CREATE INDEX idx_goal_adjustments_goal ON goal_adjustments (goal_id);

CREATE TABLE consents (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('community')),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_reviews (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  stamp TEXT NOT NULL,
  good_from INTEGER NOT NULL,
  good_until INTEGER NOT NULL,
  document TEXT NOT NULL,
  points BLOB NOT NULL
) STRICT;
CREATE INDEX idx_member_reviews_age ON member_reviews (good_until);

-- What was learned from the whole gym, the latest of each kind.
CREATE TABLE learned_models (
  kind TEXT PRIMARY KEY CHECK (kind IN ('recommendations')),
  method TEXT NOT NULL,
  learned_at INTEGER NOT NULL,
  model TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The gym's week, whoever was there.
CREATE INDEX idx_visits_time ON visits (checked_in_at, user_id);
CREATE INDEX idx_achievements_time ON achievements (achieved_at, user_id, achievement_type);
CREATE INDEX idx_heart_rate_sessions_end ON heart_rate_sessions (ended_at, user_id);
${['visits', 'progress_metrics', 'goals', 'goal_adjustments', 'achievements'].map(forgetsReview).join('')}
CREATE TRIGGER users_update_forgets_review AFTER UPDATE OF first_name, birth_date, height_cm, joined_at ON users
BEGIN DELETE FROM member_reviews WHERE user_id = NEW.id; END;
CREATE TRIGGER classes_update_forgets_review AFTER UPDATE OF name, class_type, instructor, starts_at, duration_min ON classes
BEGIN DELETE FROM member_reviews WHERE user_id IN (SELECT user_id FROM visits WHERE class_id = NEW.id); END;
`,
};
