import type { Migration } from '../migrate.ts';

/** What befell this store and what it set aside: for staff, and so that nothing is dropped unseen. */
export const storeCare: Migration = {
  version: 140,
  name: 'store-care',
  sql: `
-- Facts that a damaged file did not give back: the chain goes on behind them.
CREATE TABLE fact_gaps (
  epoch INTEGER NOT NULL,
  after_seq INTEGER NOT NULL,
  next_seq INTEGER NOT NULL,
  PRIMARY KEY (epoch, next_seq)
) STRICT, WITHOUT ROWID;

-- Damage that was found, and what was done about it. The fact follows once facts can be written again.
CREATE TABLE store_incidents (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  is_noted INTEGER NOT NULL DEFAULT 0 CHECK (is_noted IN (0, 1)),
  is_seen INTEGER NOT NULL DEFAULT 0 CHECK (is_seen IN (0, 1))
) STRICT;

-- Readings that could not be stored for a reason of their own: set aside, so that the next one is answered.
CREATE TABLE set_aside_readings (
  id INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  run_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  code TEXT NOT NULL,
  reading TEXT NOT NULL CHECK (json_valid(reading)),
  UNIQUE (device, run_id, seq)
) STRICT;

-- Nights an unclaimed weighing has lain there: a clock that jumps ages nothing.
ALTER TABLE unclaimed_readings ADD COLUMN nights INTEGER NOT NULL DEFAULT 0;
`,
};
