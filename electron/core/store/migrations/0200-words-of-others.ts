import type { Migration } from '../migrate.ts';

/** What others say: how far it is known, what of it this version does not understand, and which arrivals are one visit. */
export const wordsOfOthers: Migration = {
  version: 200,
  name: 'words of others',
  sql: `
-- How far the feed of each central server is known here. What was stored there before \`as_of\` is.
CREATE TABLE feed_cursors (
  central_url TEXT PRIMARY KEY,
  cursor TEXT,
  as_of INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts of others for a version of the product that knows their kind.
CREATE TABLE parked_facts (
  kiosk_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  fact TEXT NOT NULL CHECK (json_valid(fact)),
  PRIMARY KEY (kiosk_id, epoch, seq)
) STRICT, WITHOUT ROWID;

-- An arrival at another door within the re-entry gap is no visit of its own: here is the one that it repeats.
ALTER TABLE visits ADD COLUMN repeats TEXT;
DROP INDEX idx_visits_user;
CREATE INDEX idx_visits_user ON visits (user_id, checked_in_at, class_id, id, repeats);
DROP INDEX idx_visits_time;
CREATE INDEX idx_visits_time ON visits (checked_in_at, user_id, repeats);
CREATE VIEW counted_visits AS
  SELECT user_id, id, checked_in_at, class_id FROM visits WHERE repeats IS NULL;
`,
};
