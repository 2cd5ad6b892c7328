import type { Migration } from '../migrate.ts';

/** Members' PINs, and the tries that were made of them. */
export const pins: Migration = {
  version: 30,
  name: 'pins',
  sql: `
-- What scrypt made of the PIN and the kiosk's pepper; worthless without this kiosk's key.
CREATE TABLE member_pins (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  record TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Counted before a PIN is looked at, so that pulling the plug wins no tries. A number nobody has is counted
-- like any other, or the waiting would tell which numbers there are; it is kept as a keyed hash.
CREATE TABLE member_pin_tries (
  number_hash TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  failed INTEGER NOT NULL CHECK (failed >= 0),
  wait_until INTEGER NOT NULL,
  tried_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_member_pin_tries_user ON member_pin_tries (user_id, tried_at);

-- The whole kiosk's bucket of tries: when it is full again.
CREATE TABLE kiosk_pin_tries (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  full_at INTEGER NOT NULL
) STRICT;
`,
};
