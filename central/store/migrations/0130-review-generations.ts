import type { Migration } from '../migrate.ts';

/**
 * What outdates every review of a gym at once is one number in the gym's row: a review of an earlier
 * generation no longer holds, and nothing has to be written into a hundred thousand rows.
 */
export const reviewGenerations: Migration = {
  id: 130,
  name: 'review generations',
  sql: `
-- The stamp is what this gym's reviews are made with: formulas, language, zone.
alter table gyms add column review_generation bigint not null default 0, add column review_stamp text;

alter table member_reviews add column generation bigint not null default 0;
create index member_reviews_by_generation on member_reviews (gym_id, generation, member_id);
`,
};
