import type { Migration } from '../migrate.ts';

/** Cards stored as a tag's hex digits are found by the number that those spell. */
export const tagNumbers: Migration = {
  version: 130,
  name: 'tag numbers',
  sql: `
CREATE INDEX idx_cards_tag_hex ON cards (
  upper(CASE length(code) WHEN 10 THEN substr(code, 3) WHEN 11 THEN substr(code, 2, 8) WHEN 12 THEN substr(code, 3, 8) END)
) WHERE length(code) BETWEEN 10 AND 12;
`,
};
