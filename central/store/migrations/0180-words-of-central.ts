import type { Migration } from '../migrate.ts';

const STAMP = `said_at bigint, said_by text collate "C", said_epoch bigint, said_seq bigint`;

/** What central itself says of a gym: a log like a kiosk's, and the rows that its words make. */
export const wordsOfCentral: Migration = {
  id: 180,
  name: 'words of central',
  sql: `
-- The end of the log that central writes for a gym; its row is locked by whoever says something.
create table gym_logs (
  gym_id text primary key references gyms,
  writer_id text not null unique,
  epoch bigint not null,
  seq bigint not null,
  hash text not null,
  -- The time of its last fact that was said when it happened.
  said_at bigint not null
);
-- Who had central say it: staff, an import, an operator. Null for what kiosks say, and known here alone.
alter table facts add column actor text;

create table member_details (
  gym_id text not null,
  user_id text not null,
  field text not null,
  value text,
  ${STAMP},
  primary key (gym_id, user_id, field)
);
alter table contact_settings add column phone text;

create table membership_ends (
  gym_id text not null,
  user_id text not null,
  last_date text,
  ${STAMP},
  primary key (gym_id, user_id)
);

-- A card that was revoked and a strap that was removed are nobody's.
alter table cards alter column user_id drop not null;
alter table straps alter column user_id drop not null;

alter table classes add column said_at bigint, add column said_by text collate "C",
  add column said_epoch bigint, add column said_seq bigint;
create table cancelled_classes (
  gym_id text not null,
  id text not null,
  cancelled_at bigint not null,
  primary key (gym_id, id)
);
`,
};
