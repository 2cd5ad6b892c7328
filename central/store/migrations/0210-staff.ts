import type { Migration } from '../migrate.ts';

/** The gym's staff, their sessions, who tried to sign in from where, and who of them looked at or did what. */
export const staff: Migration = {
  id: 210,
  name: 'staff',
  sql: `
create table staff (
  gym_id text not null references gyms,
  staff_id text not null,
  -- In small letters.
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'coach', 'desk')),
  -- PHC string.
  password_hash text not null,
  -- Secrets of the second factor, wrapped: the one that counts, and the one that is being set up.
  totp_secret text,
  totp_pending text,
  -- The last time step whose code was used: none is used twice.
  totp_used_step bigint not null default 0,
  created_at bigint not null,
  disabled_at bigint,
  primary key (gym_id, staff_id)
);
create unique index staff_by_email on staff (gym_id, email);

create table staff_sessions (
  gym_id text not null references gyms,
  session_id text not null,
  staff_id text not null,
  started_at bigint not null,
  ends_at bigint not null,
  primary key (gym_id, session_id)
);
create index staff_sessions_by_staff on staff_sessions (gym_id, staff_id);
create index staff_sessions_by_end on staff_sessions (ends_at);

-- Wrong secrets in a row, for every account tried, whether or not somebody has it: from each source, and
-- (source '') from all who never got in together.
create table sign_in_attempts (
  gym_id text not null,
  account text not null,
  source text not null,
  failed_count integer not null,
  last_failed_at bigint not null,
  primary key (gym_id, account, source)
);
create index sign_in_attempts_by_age on sign_in_attempts (last_failed_at);
drop table pin_attempts;

-- Where an account was signed in to: strangers elsewhere do not keep it out there.
create table known_sources (
  gym_id text not null,
  account text not null,
  source text not null,
  seen_at bigint not null,
  primary key (gym_id, account, source)
);
create index known_sources_by_age on known_sources (seen_at);

create table audit_entries (
  gym_id text not null references gyms,
  entry_id bigint generated always as identity,
  noted_at bigint not null,
  staff_id text not null,
  staff_name text not null,
  role text not null,
  action text not null,
  user_id text,
  detail text,
  primary key (gym_id, entry_id)
);
create index audit_entries_by_member on audit_entries (gym_id, user_id, entry_id) where user_id is not null;
`,
};
