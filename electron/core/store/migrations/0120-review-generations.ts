import type { Migration } from '../migrate.ts';

/**
 * A closure outdates every member's review at once. That is one number, with which reviews are compared
 * when they are read: deleting them all would hold a check-in up for as long as that takes.
 */
export const reviewGenerations: Migration = {
  version: 120,
  name: 'review generations',
  sql: `
CREATE TABLE review_generation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL
) STRICT;
INSERT INTO review_generation (one, generation) VALUES (1, 0);

ALTER TABLE member_reviews ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER gym_closures_insert_forgets_reviews;
CREATE TRIGGER gym_closures_insert_outdates_reviews AFTER INSERT ON gym_closures
BEGIN UPDATE review_generation SET generation = generation + 1; END;
`,
};
