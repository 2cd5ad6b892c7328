import type { Migration } from '../migrate.ts';

/**
 * What members are told, by which way, and why or why not. A notification's id follows from what it is
 * about; `notification_messages` is the outbox: a message is one letter, of one notification or several.
 */
export const notifications: Migration = {
  id: 100,
  name: 'notifications',
  sql: `
create table notifications (
  gym_id text not null,
  member_id text not null,
  notification_id text not null,
  topic text not null,
  -- JSON: why it is told, with its evidence.
  reason text not null,
  subject text not null,
  created_at_ms bigint not null,
  expires_at_ms bigint not null,
  primary key (gym_id, member_id, notification_id)
);
create index notifications_by_age on notifications (gym_id, created_at_ms);

create table notification_deliveries (
  gym_id text not null,
  member_id text not null,
  notification_id text not null,
  channel text not null check (channel in ('in_app', 'email')),
  outcome text not null check (outcome in ('send', 'hold', 'drop')),
  code text not null,
  decided_at_ms bigint not null,
  -- When a held one is looked at again.
  due_at_ms bigint,
  message_id text,
  primary key (gym_id, member_id, notification_id, channel)
);
create index notification_deliveries_due on notification_deliveries (gym_id, due_at_ms) where outcome = 'hold';
create index notification_deliveries_by_message on notification_deliveries (gym_id, message_id)
  where message_id is not null;

create table notification_messages (
  gym_id text not null,
  message_id text not null,
  member_id text not null,
  channel text not null check (channel in ('email')),
  counts_for_cap boolean not null,
  state text not null check (state in ('queued', 'sent', 'dead')),
  code text not null,
  attempts integer not null,
  next_attempt_at_ms bigint not null,
  leased_until_ms bigint not null,
  lease text,
  created_at_ms bigint not null,
  settled_at_ms bigint,
  primary key (gym_id, message_id)
);
create index notification_messages_queue on notification_messages (gym_id, next_attempt_at_ms) where state = 'queued';
create index notification_messages_by_member on notification_messages (gym_id, member_id, created_at_ms);

-- A kiosk may say that a notification was read before it is known here.
create table notification_reads (
  gym_id text not null,
  member_id text not null,
  notification_id text not null,
  read_at_ms bigint not null,
  primary key (gym_id, member_id, notification_id)
);
create index notification_reads_by_age on notification_reads (gym_id, read_at_ms);

create table notification_preferences (
  gym_id text not null,
  member_id text not null,
  topic text not null,
  channel text not null check (channel in ('in_app', 'email')),
  enabled boolean not null,
  decided_at_ms bigint not null,
  primary key (gym_id, member_id, topic, channel)
);

-- Where and in which language a member is written to; null for nowhere and for the gym's language.
create table contact_settings (
  gym_id text not null,
  member_id text not null,
  email text,
  language text check (language in ('en', 'de', 'es')),
  updated_at_ms bigint not null,
  primary key (gym_id, member_id)
);
`,
};
