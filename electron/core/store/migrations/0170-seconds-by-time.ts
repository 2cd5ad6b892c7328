import type { Migration } from '../migrate.ts';

/**
 * The seconds of all who train come minute by minute. In the order of time a minute of the whole floor is
 * written to one or two pages; in the order of members it touches one for everybody.
 */
export const secondsByTime: Migration = {
  version: 170,
  name: 'seconds by time',
  sql: `
CREATE TABLE new_heart_rate_blocks (
  user_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  bpm BLOB NOT NULL CHECK (length(bpm) BETWEEN 1 AND 60),
  PRIMARY KEY (started_at, session_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_heart_rate_blocks SELECT user_id, session_id, started_at, bpm FROM heart_rate_blocks
  ORDER BY started_at, session_id, user_id;
DROP TABLE heart_rate_blocks;
ALTER TABLE new_heart_rate_blocks RENAME TO heart_rate_blocks;
`,
};
