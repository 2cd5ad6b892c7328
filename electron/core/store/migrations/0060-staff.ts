import type { Migration } from '../migrate.ts';

/** What staff mode keeps: wrong PINs, and refusals as something that staff can answer. */
export const staff: Migration = {
  version: 60,
  name: 'staff',
  sql: `
-- Counted before a PIN is checked, so that pulling the plug wins no tries.
CREATE TABLE staff_pin_tries (
  staff TEXT PRIMARY KEY,
  failed INTEGER NOT NULL CHECK (failed >= 0),
  locked_until INTEGER
) STRICT, WITHOUT ROWID;

-- Every refusal at the door, beside its fact; user_id is null for a card nobody enrolled.
CREATE TABLE check_in_refusals (
  fact_epoch INTEGER NOT NULL,
  fact_seq INTEGER NOT NULL,
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  refused_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  device TEXT NOT NULL,
  -- The visit that staff made of it; no foreign key, since a visit may be erased on its own.
  visit_id TEXT,
  PRIMARY KEY (fact_epoch, fact_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_check_in_refusals_time ON check_in_refusals (refused_at);
CREATE INDEX idx_check_in_refusals_user ON check_in_refusals (user_id);
INSERT INTO check_in_refusals (fact_epoch, fact_seq, user_id, refused_at, reason, device)
  SELECT epoch, seq, (SELECT id FROM users WHERE id = user_id), happened_at,
    json_extract(payload, '$.reason'), json_extract(payload, '$.device')
  FROM facts WHERE kind = 'check_in.refused';
`,
};
