import type { Migration } from '../migrate.ts';

/** Weighings: the last of each scale, and those that are nobody's yet. */
export const unclaimedReadings: Migration = {
  version: 40,
  name: 'unclaimed-readings',
  sql: `
-- What each scale last said, so that a scale that says it again after a restart is understood.
CREATE TABLE last_weighings (
  device TEXT PRIMARY KEY,
  weighing_id TEXT NOT NULL,
  kg REAL NOT NULL,
  heard_at INTEGER NOT NULL,
  -- Whose it became, while it still counts.
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_last_weighings_user ON last_weighings (user_id);

CREATE TABLE unclaimed_readings (
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  kg REAL NOT NULL,
  sent TEXT CHECK (sent IS NULL OR json_valid(sent)),
  fields TEXT CHECK (fields IS NULL OR json_valid(fields)),
  weighed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_unclaimed_readings_time ON unclaimed_readings (weighed_at);

-- Who was at the screen around that time, and may be asked.
CREATE TABLE unclaimed_reading_candidates (
  reading_id TEXT NOT NULL REFERENCES unclaimed_readings (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (reading_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_unclaimed_reading_candidates_user ON unclaimed_reading_candidates (user_id);
`,
};
