import type { Migration } from '../migrate.ts';

/** The names that the kiosk's database has for the same things: `user_id`, `id`, and times without their unit. */
export const sameNames: Migration = {
  id: 150,
  name: 'same names',
  sql: `
alter table kiosks rename column paired_at_ms to paired_at;
alter table kiosks rename column revoked_at_ms to revoked_at;
alter table pairing_codes rename column expires_at_ms to expires_at;
alter table signing_keys rename column created_at_ms to created_at;
alter table pin_attempts rename column last_failed_at_ms to last_failed_at;

alter table users rename column member_id to id;
alter table users rename column joined_at_ms to joined_at;
alter table users rename column last_dashboard_access_ms to last_dashboard_access;

alter table cards rename column member_id to user_id;
alter table cards rename column enrolled_at_ms to enrolled_at;
alter table cards rename column said_at_ms to said_at;
alter table straps rename column member_id to user_id;
alter table straps rename column enrolled_at_ms to enrolled_at;
alter table straps rename column said_at_ms to said_at;

alter table visits rename column visit_id to id;
alter table visits rename column member_id to user_id;
alter table visits rename column checked_in_at_ms to checked_in_at;

alter table progress_metrics rename column member_id to user_id;
alter table progress_metrics rename column recorded_at_ms to recorded_at;
alter table retracted_metrics rename column member_id to user_id;
alter table retracted_metrics rename column retracted_at_ms to retracted_at;

alter table goals rename column goal_id to id;
alter table goals rename column member_id to user_id;
alter table goals rename column created_at_ms to created_at;
alter table goals rename column updated_at_ms to updated_at;
alter table goals rename column said_at_ms to said_at;
alter table ended_goals rename column goal_id to id;
alter table ended_goals rename column member_id to user_id;
alter table ended_goals rename column ended_at_ms to ended_at;
alter table goal_adjustments rename column member_id to user_id;

alter table achievements rename column member_id to user_id;
alter table achievements rename column achieved_at_ms to achieved_at;

alter table classes rename column class_id to id;
alter table classes rename column starts_at_ms to starts_at;
alter table bookings rename column booking_id to id;
alter table bookings rename column member_id to user_id;
alter table bookings rename column booked_at_ms to booked_at;

alter table heart_rate_sessions rename column session_id to id;
alter table heart_rate_sessions rename column member_id to user_id;
alter table heart_rate_sessions rename column started_at_ms to started_at;
alter table heart_rate_sessions rename column heard_until_ms to heard_until;
alter table heart_rate_sessions rename column ended_at_ms to ended_at;
alter table measured_maximums rename column member_id to user_id;

alter table facts rename column member_id to user_id;
alter table facts rename column happened_at_ms to happened_at;
alter table facts rename column received_at_ms to received_at;

alter table consents rename column member_id to user_id;
alter table consents rename column decided_at_ms to decided_at;
alter table membership_freezes rename column member_id to user_id;

alter table member_reviews rename column member_id to user_id;
alter table member_reviews rename column good_from_ms to good_from;
alter table member_reviews rename column good_until_ms to good_until;
alter table member_reviews rename column outdated_since_ms to outdated_since;

alter table notifications rename column notification_id to id;
alter table notifications rename column member_id to user_id;
alter table notifications rename column created_at_ms to created_at;
alter table notifications rename column expires_at_ms to expires_at;
alter table notification_deliveries rename column member_id to user_id;
alter table notification_deliveries rename column decided_at_ms to decided_at;
alter table notification_deliveries rename column due_at_ms to due_at;
alter table notification_messages rename column member_id to user_id;
alter table notification_messages rename column next_attempt_at_ms to next_attempt_at;
alter table notification_messages rename column leased_until_ms to leased_until;
alter table notification_messages rename column created_at_ms to created_at;
alter table notification_messages rename column settled_at_ms to settled_at;
alter table notification_reads rename column member_id to user_id;
alter table notification_reads rename column read_at_ms to read_at;
alter table notification_preferences rename column member_id to user_id;
alter table notification_preferences rename column decided_at_ms to decided_at;
alter table notification_preferences rename column said_at_ms to said_at;
alter table contact_settings rename column member_id to user_id;
alter table contact_settings rename column updated_at_ms to updated_at;
`,
};
