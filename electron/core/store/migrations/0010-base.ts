import type { Migration } from '../migrate.ts';

/**
 * The first schema. `users`, `progress_metrics`, `goals` and `achievements` have the columns of the
 * product's seed document, plus ids, units, formulas and the fact each row came from. All times are
 * UTC epoch milliseconds unless the column ends in `_date` (ISO calendar date in the gym's zone).
 */
export const base: Migration = {
  version: 10,
  name: 'base',
  sql: `
CREATE TABLE kiosk (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  kiosk_id TEXT NOT NULL,
  gym_id TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  member_number TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  alias TEXT NOT NULL,
  sex TEXT CHECK (sex IN ('female', 'male')),
  birth_date TEXT,
  height_cm REAL,
  membership_status TEXT NOT NULL CHECK (membership_status IN ('active', 'frozen', 'expired', 'unpaid')),
  joined_at INTEGER NOT NULL,
  max_heart_rate_bpm REAL,
  resting_heart_rate_bpm REAL,
  board_privacy TEXT NOT NULL DEFAULT 'alias' CHECK (board_privacy IN ('off', 'alias', 'alias_zone', 'full')),
  preferences TEXT CHECK (preferences IS NULL OR json_valid(preferences)),
  last_dashboard_access INTEGER,
  personalization_settings TEXT CHECK (personalization_settings IS NULL OR json_valid(personalization_settings))
) STRICT;

CREATE TABLE cards (
  code TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  enrolled_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_cards_user ON cards (user_id);

CREATE TABLE straps (
  sensor_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  enrolled_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_straps_user ON straps (user_id);

CREATE TABLE classes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  class_type TEXT NOT NULL,
  instructor TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  duration_min INTEGER NOT NULL,
  places INTEGER NOT NULL,
  places_taken INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_classes_start ON classes (starts_at);

CREATE TABLE bookings (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  class_id TEXT NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('booked', 'waitlisted', 'cancelled', 'attended', 'no_show', 'requested')),
  booked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_bookings_user ON bookings (user_id, class_id);
CREATE INDEX idx_bookings_class ON bookings (class_id);

CREATE TABLE visits (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  checked_in_at INTEGER NOT NULL,
  class_id TEXT REFERENCES classes (id) ON DELETE SET NULL,
  fact_epoch INTEGER,
  fact_seq INTEGER
) STRICT;
CREATE INDEX idx_visits_user ON visits (user_id, checked_in_at, class_id, id);
CREATE INDEX idx_visits_class ON visits (class_id);

CREATE TABLE progress_metrics (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  metric_type TEXT NOT NULL,
  value REAL NOT NULL,
  recorded_at INTEGER NOT NULL,
  source TEXT NOT NULL DEFAULT 'manual' CHECK (source IN ('manual', 'automated', 'device')),
  unit TEXT NOT NULL,
  formula TEXT,
  inputs TEXT CHECK (inputs IS NULL OR json_valid(inputs)),
  heart_rate_session_id TEXT,
  fact_epoch INTEGER,
  fact_seq INTEGER
) STRICT;
-- Covering: a member's dashboard reads this index alone, so that the first one of the morning needs
-- a handful of pages instead of one per reading.
CREATE INDEX idx_progress_user_metric ON progress_metrics (user_id, metric_type, recorded_at, value, source, formula, id);

CREATE TABLE goals (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  metric_type TEXT NOT NULL,
  target_value REAL NOT NULL,
  current_value REAL NOT NULL,
  start_value REAL NOT NULL,
  start_date TEXT NOT NULL,
  target_date TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'achieved', 'missed', 'adjusted')),
  auto_adjust INTEGER NOT NULL DEFAULT 0 CHECK (auto_adjust IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_goals_user_status ON goals (user_id, status);

CREATE TABLE achievements (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  achievement_type TEXT NOT NULL,
  description TEXT NOT NULL,
  achieved_at INTEGER NOT NULL,
  related_metric TEXT,
  related_value REAL
) STRICT;
CREATE INDEX idx_achievements_user ON achievements (user_id, achieved_at);

CREATE TABLE heart_rate_sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  sensor_id TEXT NOT NULL,
  device TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT CHECK (end_reason IN ('finished', 'silence', 'left')),
  summary TEXT CHECK (summary IS NULL OR json_valid(summary)),
  fact_epoch INTEGER NOT NULL,
  fact_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_heart_rate_sessions_user ON heart_rate_sessions (user_id, started_at);
-- At most one running session per member and per strap, whatever goes wrong above this line.
CREATE UNIQUE INDEX idx_heart_rate_sessions_running_user ON heart_rate_sessions (user_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX idx_heart_rate_sessions_running_strap ON heart_rate_sessions (sensor_id) WHERE ended_at IS NULL;

-- One byte a second, 0 for nothing heard; a block covers at most a minute.
CREATE TABLE heart_rate_blocks (
  session_id TEXT NOT NULL REFERENCES heart_rate_sessions (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  bpm BLOB NOT NULL CHECK (length(bpm) BETWEEN 1 AND 60),
  PRIMARY KEY (session_id, started_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE facts (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  user_id TEXT,
  happened_at INTEGER NOT NULL,
  zone TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER facts_are_append_only BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;

-- Facts that central has not taken yet. Delivered ones leave this table, never the facts.
CREATE TABLE outbox (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'quarantined')),
  code TEXT,
  queued_at INTEGER NOT NULL,
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES facts (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_outbox_state ON outbox (state, queued_at);
-- Counted as facts come and go: the screen asks several times a second, and after weeks without a
-- network counting the rows themselves takes longer than a check-in.
CREATE TABLE outbox_counts (
  state TEXT PRIMARY KEY,
  facts INTEGER NOT NULL CHECK (facts >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_counts (state, facts) VALUES ('pending', 0), ('quarantined', 0);
CREATE TRIGGER outbox_count_in AFTER INSERT ON outbox
BEGIN UPDATE outbox_counts SET facts = facts + 1 WHERE state = NEW.state; END;
CREATE TRIGGER outbox_count_out AFTER DELETE ON outbox
BEGIN UPDATE outbox_counts SET facts = facts - 1 WHERE state = OLD.state; END;
CREATE TRIGGER outbox_count_move AFTER UPDATE OF state ON outbox WHEN OLD.state <> NEW.state
BEGIN
  UPDATE outbox_counts SET facts = facts - 1 WHERE state = OLD.state;
  UPDATE outbox_counts SET facts = facts + 1 WHERE state = NEW.state;
END;

-- Central servers that know this kiosk's key.
CREATE TABLE central_pairings (
  central_url TEXT PRIMARY KEY,
  paired_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far each device's readings are committed, within one run of the device process.
CREATE TABLE device_cursors (
  device TEXT PRIMARY KEY,
  run_id TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
