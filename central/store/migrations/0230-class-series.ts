import type { Migration } from '../migrate.ts';

/** Classes of every week, of which central makes the classes of the coming ones. */
export const classSeries: Migration = {
  id: 230,
  name: 'class series',
  sql: `
create table class_series (
  gym_id text not null,
  id text not null,
  name text not null,
  class_type text not null,
  instructor text not null,
  weekday double precision not null,
  minute_of_day double precision not null,
  duration_min double precision not null,
  places double precision not null,
  from_date text not null,
  until_date text,
  said_at bigint, said_by text collate "C", said_epoch bigint, said_seq bigint,
  primary key (gym_id, id)
);
`,
};
