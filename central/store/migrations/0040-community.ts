import type { Migration } from '../migrate.ts';

/** Who agreed to be shown to others, and the gym's week, whoever was there. */
export const community: Migration = {
  id: 40,
  name: 'community',
  sql: `
create table consents (
  gym_id text not null,
  member_id text not null,
  purpose text not null check (purpose in ('community')),
  granted boolean not null,
  decided_at_ms bigint not null,
  primary key (gym_id, member_id, purpose)
);
create index visits_by_time on visits (gym_id, checked_in_at_ms, member_id);
create index achievements_by_time on achievements (gym_id, achieved_at_ms);
`,
};
