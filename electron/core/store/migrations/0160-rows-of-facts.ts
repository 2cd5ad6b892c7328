import type { Migration } from '../migrate.ts';

const forgetsReview = (table: string, changes: readonly ('INSERT' | 'UPDATE' | 'DELETE')[]): string =>
  changes
    .map(
      (change) => `
CREATE TRIGGER ${table}_${change.toLowerCase()}_forgets_review AFTER ${change} ON ${table}
BEGIN DELETE FROM member_reviews WHERE user_id = ${change === 'DELETE' ? 'OLD' : 'NEW'}.user_id; END;`,
    )
    .join('');
const ALWAYS = ['INSERT', 'UPDATE', 'DELETE'] as const;

/** Takes the place of a table whose rows were moved into `new_…` before. */
const inPlaceOf = (table: string): string =>
  `DROP TABLE ${table}; ALTER TABLE new_${table} RENAME TO ${table};`;

/** Columns of a table with \`latest\` columns, and what is in them for rows from before: said by this kiosk, once. */
const STAMP = 'said_at INTEGER, said_by TEXT, said_epoch INTEGER, said_seq INTEGER';
const stampAt = (time: string): string => `${time}, coalesce((SELECT kiosk_id FROM kiosk), ''), 0, 0`;

/**
 * Every row that a fact tells of comes of facts. Whose row it is becomes part of its key; a row may be there
 * before its member or its other half is; where a later word counts the row remembers which fact said it; and
 * what is taken back leaves a row that keeps it away, whichever fact comes first.
 */
export const rowsOfFacts: Migration = {
  version: 160,
  name: 'rows of facts',
  sql: `
CREATE TABLE measured_maximums (user_id TEXT PRIMARY KEY, bpm REAL NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO measured_maximums SELECT id, measured_max_heart_rate_bpm FROM users WHERE measured_max_heart_rate_bpm IS NOT NULL;
CREATE TABLE new_users (
  id TEXT PRIMARY KEY,
  member_number TEXT,
  first_name TEXT,
  last_name TEXT,
  alias TEXT,
  sex TEXT CHECK (sex IN ('female', 'male')),
  birth_date TEXT,
  height_cm REAL,
  membership_status TEXT CHECK (membership_status IN ('active', 'frozen', 'expired', 'unpaid')),
  joined_at INTEGER,
  max_heart_rate_bpm REAL,
  resting_heart_rate_bpm REAL,
  board_privacy TEXT CHECK (board_privacy IN ('off', 'alias', 'alias_zone', 'full')),
  preferences TEXT CHECK (preferences IS NULL OR json_valid(preferences)),
  last_dashboard_access INTEGER,
  personalization_settings TEXT CHECK (personalization_settings IS NULL OR json_valid(personalization_settings))
) STRICT;
INSERT INTO new_users SELECT id, member_number, first_name, last_name, alias, sex, birth_date, height_cm, membership_status,
  joined_at, max_heart_rate_bpm, resting_heart_rate_bpm, board_privacy, preferences, last_dashboard_access,
  personalization_settings FROM users;
${inPlaceOf('users')}
CREATE INDEX idx_users_number ON users (member_number, joined_at, id);
CREATE TRIGGER users_update_forgets_review AFTER UPDATE OF first_name, birth_date, height_cm, joined_at,
  max_heart_rate_bpm ON users
BEGIN DELETE FROM member_reviews WHERE user_id = NEW.id; END;
${forgetsReview('measured_maximums', ['INSERT', 'UPDATE'])}

CREATE TABLE new_cards (code TEXT PRIMARY KEY, user_id TEXT NOT NULL, enrolled_at INTEGER NOT NULL, ${STAMP}) STRICT, WITHOUT ROWID;
INSERT INTO new_cards SELECT code, user_id, enrolled_at, ${stampAt('enrolled_at')} FROM cards;
${inPlaceOf('cards')}
CREATE INDEX idx_cards_user ON cards (user_id);
CREATE INDEX idx_cards_tag_hex ON cards (
  upper(CASE length(code) WHEN 10 THEN substr(code, 3) WHEN 11 THEN substr(code, 2, 8) WHEN 12 THEN substr(code, 3, 8) END)
) WHERE length(code) BETWEEN 10 AND 12;
CREATE TABLE new_straps (sensor_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, enrolled_at INTEGER NOT NULL, ${STAMP}) STRICT, WITHOUT ROWID;
INSERT INTO new_straps SELECT sensor_id, user_id, enrolled_at, ${stampAt('enrolled_at')} FROM straps;
${inPlaceOf('straps')}
CREATE INDEX idx_straps_user ON straps (user_id);

CREATE TABLE new_membership_freezes (
  user_id TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (to_date >= from_date),
  PRIMARY KEY (user_id, from_date, to_date)
) STRICT, WITHOUT ROWID;
INSERT INTO new_membership_freezes SELECT user_id, from_date, to_date FROM membership_freezes;
${inPlaceOf('membership_freezes')}
${forgetsReview('membership_freezes', ['INSERT'])}

CREATE TABLE new_progress_metrics (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  metric_type TEXT NOT NULL,
  value REAL NOT NULL,
  recorded_at INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('manual', 'automated', 'device')),
  unit TEXT NOT NULL,
  formula TEXT,
  inputs TEXT CHECK (inputs IS NULL OR json_valid(inputs)),
  heart_rate_session_id TEXT,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_progress_metrics SELECT user_id, id, metric_type, value, recorded_at, source, unit, formula, inputs,
  heart_rate_session_id FROM progress_metrics ORDER BY user_id, id;
${inPlaceOf('progress_metrics')}
-- Covering: a member's dashboard reads this index alone, so that the first one of the morning needs
-- a handful of pages instead of one per reading.
CREATE INDEX idx_progress_user_metric ON progress_metrics (user_id, metric_type, recorded_at, value, source, formula, id);
${forgetsReview('progress_metrics', ALWAYS)}

CREATE TABLE new_retracted_metrics (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('undone', 'removed', 'not_mine')),
  retracted_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_retracted_metrics SELECT user_id, id, reason, retracted_at FROM retracted_metrics;
${inPlaceOf('retracted_metrics')}

CREATE TABLE ended_goals (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO ended_goals SELECT user_id, payload ->> '$.goal_id', happened_at FROM facts
  WHERE kind = 'goal.ended' AND user_id IS NOT NULL AND payload ->> '$.goal_id' IS NOT NULL;
CREATE TABLE new_goals (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  metric_type TEXT,
  target_value REAL,
  current_value REAL,
  start_value REAL,
  start_date TEXT,
  target_date TEXT,
  status TEXT CHECK (status IN ('active', 'achieved', 'missed', 'adjusted')),
  auto_adjust INTEGER CHECK (auto_adjust IN (0, 1)),
  created_at INTEGER,
  updated_at INTEGER,
  ${STAMP},
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_goals SELECT user_id, id, metric_type, target_value, current_value, start_value, start_date, target_date,
  status, auto_adjust, created_at, updated_at, ${stampAt('updated_at')} FROM goals;
CREATE TABLE new_goal_adjustments (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  goal_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('too_far', 'needs_more_time', 'too_easy')),
  from_value REAL NOT NULL,
  from_date TEXT NOT NULL,
  target_value REAL NOT NULL,
  target_date TEXT NOT NULL,
  adjusted_on TEXT NOT NULL,
  FOREIGN KEY (user_id, goal_id) REFERENCES goals (user_id, id) ON DELETE CASCADE
) STRICT;
INSERT INTO new_goal_adjustments SELECT id, user_id, goal_id, kind, from_value, from_date, target_value, target_date,
  adjusted_on FROM goal_adjustments;
${inPlaceOf('goal_adjustments')}
${inPlaceOf('goals')}
CREATE INDEX idx_goals_user_status ON goals (user_id, status);
CREATE INDEX idx_goal_adjustments_user ON goal_adjustments (user_id);
CREATE INDEX idx_goal_adjustments_goal ON goal_adjustments (user_id, goal_id);
${forgetsReview('goals', ALWAYS)}
${forgetsReview('goal_adjustments', ALWAYS)}

CREATE TABLE new_heart_rate_sessions (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sensor_id TEXT,
  device TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  end_reason TEXT CHECK (end_reason IN ('finished', 'silence', 'left')),
  summary TEXT CHECK (summary IS NULL OR json_valid(summary)),
  fact_epoch INTEGER,
  fact_seq INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_heart_rate_sessions SELECT user_id, id, sensor_id, device, started_at, ended_at, end_reason, summary,
  fact_epoch, fact_seq FROM heart_rate_sessions;
CREATE TABLE new_heart_rate_blocks (
  user_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  bpm BLOB NOT NULL CHECK (length(bpm) BETWEEN 1 AND 60),
  PRIMARY KEY (user_id, session_id, started_at)
) STRICT, WITHOUT ROWID;
INSERT INTO new_heart_rate_blocks SELECT user_id, session_id, b.started_at, bpm
  FROM heart_rate_blocks b JOIN heart_rate_sessions ON id = session_id;
${inPlaceOf('heart_rate_blocks')}
${inPlaceOf('heart_rate_sessions')}
CREATE INDEX idx_heart_rate_sessions_user ON heart_rate_sessions (user_id, started_at);
CREATE INDEX idx_heart_rate_sessions_end ON heart_rate_sessions (ended_at, user_id);

CREATE TABLE notification_reads (
  user_id TEXT NOT NULL,
  notification_id TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, notification_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_notification_reads_age ON notification_reads (read_at);
INSERT INTO notification_reads SELECT user_id, id, read_at FROM notifications WHERE read_at IS NOT NULL;
ALTER TABLE notifications DROP COLUMN read_at;
CREATE TABLE new_notification_preferences (
  user_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('in_app', 'email')),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  decided_at INTEGER NOT NULL,
  ${STAMP},
  PRIMARY KEY (user_id, topic, channel)
) STRICT, WITHOUT ROWID;
INSERT INTO new_notification_preferences SELECT user_id, topic, channel, enabled, decided_at, ${stampAt('decided_at')}
  FROM notification_preferences;
${inPlaceOf('notification_preferences')}

CREATE TABLE new_check_in_refusals (
  kiosk_id TEXT NOT NULL,
  fact_epoch INTEGER NOT NULL,
  fact_seq INTEGER NOT NULL,
  user_id TEXT,
  refused_at INTEGER,
  reason TEXT,
  device TEXT,
  -- The visit that staff made of it.
  visit_id TEXT,
  PRIMARY KEY (kiosk_id, fact_epoch, fact_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO new_check_in_refusals SELECT (SELECT kiosk_id FROM kiosk), fact_epoch, fact_seq, user_id, refused_at, reason,
  device, visit_id FROM check_in_refusals WHERE EXISTS (SELECT 1 FROM kiosk);
${inPlaceOf('check_in_refusals')}
CREATE INDEX idx_check_in_refusals_time ON check_in_refusals (refused_at);
CREATE INDEX idx_check_in_refusals_user ON check_in_refusals (user_id);

CREATE TABLE settled_readings (id TEXT PRIMARY KEY, settled_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO settled_readings SELECT payload ->> '$.reading_id', happened_at FROM facts
  WHERE kind IN ('reading.assigned', 'reading.dismissed') AND payload ->> '$.reading_id' IS NOT NULL;

-- Members as they are read: one of whom only some later fact is known is nobody yet.
CREATE VIEW members AS
  SELECT users.*, measured_maximums.bpm AS measured_max_heart_rate_bpm
  FROM users LEFT JOIN measured_maximums ON measured_maximums.user_id = users.id
  WHERE member_number IS NOT NULL;
`,
};
