import type { Migration } from '../migrate.ts';

/**
 * The gym, its kiosks and keys, and everything a member sees. The gym's id comes first in every key,
 * so that a growing installation can be distributed by gym. Rows that facts produce have no foreign
 * keys among each other: kiosks deliver in any order, and a visit may arrive before its member.
 */
export const gymsAndMembers: Migration = {
  id: 10,
  name: 'gyms-and-members',
  sql: `
create table gyms (
  gym_id text primary key,
  name text not null,
  timezone text not null
);

create table kiosks (
  gym_id text not null references gyms,
  kiosk_id text not null,
  name text not null,
  public_key_x text not null,
  paired_at_ms bigint not null,
  revoked_at_ms bigint,
  primary key (gym_id, kiosk_id),
  unique (kiosk_id)
);

create table pairing_codes (
  gym_id text not null references gyms,
  code_hash text not null,
  expires_at_ms bigint not null,
  used_by_kiosk_id text,
  primary key (gym_id, code_hash)
);
create index pairing_codes_by_hash on pairing_codes (code_hash);

create table signing_keys (
  gym_id text not null references gyms,
  key_id text not null,
  private_jwk text not null,
  created_at_ms bigint not null,
  primary key (gym_id, key_id)
);

create table users (
  gym_id text not null references gyms,
  member_id text not null,
  member_number text not null,
  first_name text not null,
  last_name text not null,
  alias text not null,
  sex text check (sex in ('female', 'male')),
  birth_date text,
  height_cm double precision,
  membership_status text not null default 'active'
    check (membership_status in ('active', 'frozen', 'expired', 'unpaid')),
  joined_at_ms bigint not null,
  max_heart_rate_bpm double precision,
  resting_heart_rate_bpm double precision,
  board_privacy text not null default 'alias' check (board_privacy in ('off', 'alias', 'alias_zone', 'full')),
  pin_verifier text,
  preferences jsonb not null default '{}',
  personalization_settings jsonb not null default '{}',
  last_dashboard_access_ms bigint,
  primary key (gym_id, member_id)
);
create index users_by_number on users (gym_id, member_number);

create table pin_attempts (
  gym_id text not null,
  member_number text not null,
  failed_count integer not null,
  last_failed_at_ms bigint not null,
  primary key (gym_id, member_number)
);
create index pin_attempts_by_age on pin_attempts (last_failed_at_ms);

create table cards (
  gym_id text not null,
  code text not null,
  member_id text not null,
  enrolled_at_ms bigint not null,
  primary key (gym_id, code)
);

create table straps (
  gym_id text not null,
  sensor_id text not null,
  member_id text not null,
  enrolled_at_ms bigint not null,
  primary key (gym_id, sensor_id)
);

create table visits (
  gym_id text not null,
  visit_id text not null,
  member_id text not null,
  checked_in_at_ms bigint not null,
  class_id text,
  primary key (gym_id, visit_id)
);
create index visits_by_member on visits (gym_id, member_id, checked_in_at_ms);

create table progress_metrics (
  gym_id text not null,
  id text not null,
  member_id text not null,
  metric_type text not null,
  value double precision not null,
  recorded_at_ms bigint not null,
  source text not null check (source in ('manual', 'automated', 'device')),
  formula text,
  primary key (gym_id, id)
);
create index progress_metrics_by_member
  on progress_metrics (gym_id, member_id, metric_type, recorded_at_ms) include (id, value, source, formula);

create table goals (
  gym_id text not null,
  goal_id text not null,
  member_id text not null,
  metric_type text not null,
  start_value double precision not null,
  target_value double precision not null,
  current_value double precision not null,
  start_date text not null,
  target_date text not null,
  status text not null check (status in ('active', 'achieved', 'missed', 'adjusted')),
  auto_adjust boolean not null,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  primary key (gym_id, goal_id)
);
create index goals_by_member on goals (gym_id, member_id, status);

create table achievements (
  gym_id text not null,
  id text not null,
  member_id text not null,
  achievement_type text not null,
  description text not null,
  achieved_at_ms bigint not null,
  related_metric text,
  related_value double precision,
  primary key (gym_id, id)
);
create index achievements_by_member on achievements (gym_id, member_id, achieved_at_ms);

create table classes (
  gym_id text not null,
  class_id text not null,
  name text not null,
  class_type text not null,
  instructor text not null,
  starts_at_ms bigint not null,
  duration_min double precision not null,
  places integer not null,
  primary key (gym_id, class_id)
);
create index classes_by_start on classes (gym_id, starts_at_ms);

create table bookings (
  gym_id text not null,
  booking_id text not null,
  member_id text not null,
  class_id text not null,
  status text not null check (status in ('booked', 'waitlisted', 'cancelled', 'attended', 'no_show', 'requested')),
  booked_at_ms bigint not null,
  primary key (gym_id, booking_id)
);
create index bookings_by_class on bookings (gym_id, class_id, status);
create index bookings_by_member on bookings (gym_id, member_id, class_id);

create table heart_rate_sessions (
  gym_id text not null,
  session_id text not null,
  member_id text,
  sensor_id text,
  started_at_ms bigint,
  heard_until_ms bigint,
  ended_at_ms bigint,
  end_reason text,
  summary text,
  primary key (gym_id, session_id)
);
create index heart_rate_sessions_by_member on heart_rate_sessions (gym_id, member_id, started_at_ms);
`,
};
