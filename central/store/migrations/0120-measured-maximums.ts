import type { Migration } from '../migrate.ts';

/** The highest heart rate that a session proved. Beside the members, because it may arrive before them. */
export const measuredMaximums: Migration = {
  id: 120,
  name: 'measured maximums',
  sql: `
create table measured_maximums (
  gym_id text not null,
  member_id text not null,
  bpm double precision not null,
  primary key (gym_id, member_id)
);
`,
};
