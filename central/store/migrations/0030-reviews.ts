import type { Migration } from '../migrate.ts';

/**
 * What follows from a member's rows, kept beside them. A member's row in `member_reviews` is also the
 * lock under which conclusions are drawn: whoever changes what they are drawn from touches it too.
 */
export const reviews: Migration = {
  id: 30,
  name: 'reviews',
  sql: `
alter table gyms add column language text not null default 'en' check (language in ('en', 'de', 'es'));

-- What a derived reading was made from: JSON.
alter table progress_metrics add column inputs text;

-- What the product changed about a goal, and why.
create table goal_adjustments (
  gym_id text not null,
  id text not null,
  member_id text not null,
  goal_id text not null,
  kind text not null check (kind in ('too_far', 'needs_more_time', 'too_easy')),
  from_value double precision not null,
  from_date text not null,
  target_value double precision not null,
  target_date text not null,
  adjusted_on text not null,
  primary key (gym_id, id)
);
create index goal_adjustments_by_member on goal_adjustments (gym_id, member_id, adjusted_on);

-- A stamp that is null says that the review no longer holds, and outdated_since_ms since when.
create table member_reviews (
  gym_id text not null,
  member_id text not null,
  stamp text,
  good_from_ms bigint,
  good_until_ms bigint,
  document text,
  points bytea,
  outdated_since_ms bigint,
  primary key (gym_id, member_id)
);
create index member_reviews_outdated on member_reviews (gym_id, member_id) where stamp is null;
`,
};
