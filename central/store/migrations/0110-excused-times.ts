import type { Migration } from '../migrate.ts';

/** Times in which nobody expects a visit: the gym is closed, or a membership frozen. */
export const excusedTimes: Migration = {
  id: 110,
  name: 'excused times',
  sql: `
-- ISO dates of the gym's zone, both ends included.
create table gym_closures (
  gym_id text not null,
  from_date text not null,
  to_date text not null check (to_date >= from_date),
  primary key (gym_id, from_date, to_date)
);

create table membership_freezes (
  gym_id text not null,
  member_id text not null,
  from_date text not null,
  to_date text not null check (to_date >= from_date),
  primary key (gym_id, member_id, from_date, to_date)
);
`,
};
