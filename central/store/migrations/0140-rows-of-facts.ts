import type { Migration } from '../migrate.ts';

/**
 * Rows that facts produce: whose row it is becomes part of its key, so that no kiosk reaches another
 * member's row and no id can be taken in advance, and where a later word counts the row remembers which
 * fact said the present one.
 */
export const rowsOfFacts: Migration = {
  id: 140,
  name: 'rows of facts',
  sql: `
alter table visits drop constraint visits_pkey, add primary key (gym_id, member_id, visit_id);

alter table progress_metrics add column unit text;
alter table progress_metrics drop constraint progress_metrics_pkey, add primary key (gym_id, member_id, id);

alter table goals
  alter column metric_type drop not null, alter column start_value drop not null,
  alter column current_value drop not null, alter column start_date drop not null,
  alter column target_value drop not null, alter column target_date drop not null,
  alter column status drop not null, alter column auto_adjust drop not null,
  alter column created_at_ms drop not null, alter column updated_at_ms drop not null,
  drop constraint goals_pkey, add primary key (gym_id, member_id, goal_id),
  add column said_at_ms bigint, add column said_by text collate "C",
  add column said_epoch bigint, add column said_seq bigint;

-- Goals that members gave up; one that is here never comes back, whichever fact comes first.
create table ended_goals (
  gym_id text not null,
  member_id text not null,
  goal_id text not null,
  ended_at_ms bigint not null,
  primary key (gym_id, member_id, goal_id)
);

-- A session of which only its minutes were heard has no member yet; its facts say whose they are.
update heart_rate_sessions s set member_id = f.member_id
from (select gym_id, payload::json->>'session_id' as session_id, max(member_id) as member_id from facts
      where kind like 'heart_rate.%' and not parked and member_id is not null group by 1, 2) f
where s.member_id is null and f.gym_id = s.gym_id and f.session_id = s.session_id;
delete from heart_rate_sessions where member_id is null;
alter table heart_rate_sessions drop constraint heart_rate_sessions_pkey,
  add primary key (gym_id, member_id, session_id);

alter table cards add column said_at_ms bigint, add column said_by text collate "C",
  add column said_epoch bigint, add column said_seq bigint;
update cards set said_at_ms = enrolled_at_ms, said_by = '', said_epoch = 0, said_seq = 0;
alter table straps add column said_at_ms bigint, add column said_by text collate "C",
  add column said_epoch bigint, add column said_seq bigint;
update straps set said_at_ms = enrolled_at_ms, said_by = '', said_epoch = 0, said_seq = 0;
alter table notification_preferences add column said_at_ms bigint, add column said_by text collate "C",
  add column said_epoch bigint, add column said_seq bigint;
update notification_preferences set said_at_ms = decided_at_ms, said_by = '', said_epoch = 0, said_seq = 0;
update goals set said_at_ms = updated_at_ms, said_by = '', said_epoch = 0, said_seq = 0;
`,
};
