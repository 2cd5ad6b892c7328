import type {
  NotificationCandidate,
  NotificationTopic,
} from '../../../shared/domain/notifications/notification.ts';
import {
  readStoredNotification,
  type StoredNotification,
} from '../../../shared/domain/notifications/stored-notification.ts';
import { statement, type Statement } from '../database.ts';

export interface NotificationRow {
  notification_id: string;
  topic: NotificationTopic;
  reason: string;
  subject: string;
  created_at_ms: number;
  expires_at_ms: number;
  read_at_ms: number | null;
}

export function toNotification(row: NotificationRow): StoredNotification {
  return readStoredNotification({
    id: row.notification_id,
    topic: row.topic,
    reason: row.reason,
    subject: row.subject,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    readAtMs: row.read_at_ms,
  });
}

/** Columns of a notification `n` with its mark `r` of having been read. */
export const NOTIFICATION =
  'n.notification_id, n.topic, n.reason, n.subject, n.created_at_ms, n.expires_at_ms, r.read_at_ms';
export const WITH_READ_MARK = `left join notification_reads r
  on r.gym_id = n.gym_id and r.member_id = n.member_id and r.notification_id = n.notification_id`;

/** Adds what is not there yet; answers with the ids that were not. */
export function insertNotifications(
  gymId: string,
  memberId: string,
  candidates: readonly NotificationCandidate[],
  nowMs: number,
): Statement<{ notification_id: string }> {
  return statement(
    `insert into notifications (gym_id, member_id, created_at_ms, notification_id, topic, reason, subject, expires_at_ms)
     select $1, $2, $3::bigint, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
     on conflict do nothing returning notification_id`,
    [
      gymId,
      memberId,
      nowMs,
      candidates.map(({ id }) => id),
      candidates.map(({ topic }) => topic),
      candidates.map(({ reason }) => JSON.stringify(reason)),
      candidates.map(({ subject }) => subject),
      candidates.map(({ expiresAtMs }) => expiresAtMs),
    ],
  );
}

/** What a member was told on a channel since a time, newest first. */
export function selectTold(
  gymId: string,
  memberId: string,
  channel: string,
  sinceMs: number,
  limit: number,
): Statement<NotificationRow> {
  return statement(
    `select ${NOTIFICATION} from notifications n
     join notification_deliveries d
       on d.gym_id = n.gym_id and d.member_id = n.member_id and d.notification_id = n.notification_id
     ${WITH_READ_MARK}
     where n.gym_id = $1 and n.member_id = $2 and d.channel = $3 and d.outcome = 'send' and n.created_at_ms >= $4
     order by n.created_at_ms desc, n.notification_id limit $5`,
    [gymId, memberId, channel, sinceMs, limit],
  );
}

/** One notification of a member. */
export function selectNotification(
  gymId: string,
  memberId: string,
  id: string,
): Statement<{ notification_id: string }> {
  return statement(
    'select notification_id from notifications where gym_id = $1 and member_id = $2 and notification_id = $3',
    [gymId, memberId, id],
  );
}

/** Marks notifications as read, known here or not; the first time is kept. Each pair once, in order. */
export function insertNotificationReads(
  gymId: string,
  reads: readonly { readonly memberId: string; readonly id: string; readonly readAtMs: number }[],
): Statement {
  return statement(
    `insert into notification_reads as known (gym_id, member_id, notification_id, read_at_ms)
     select $1, * from unnest($2::text[], $3::text[], $4::bigint[])
     on conflict (gym_id, member_id, notification_id) do update
       set read_at_ms = least(known.read_at_ms, excluded.read_at_ms)`,
    [
      gymId,
      reads.map(({ memberId }) => memberId),
      reads.map(({ id }) => id),
      reads.map(({ readAtMs }) => readAtMs),
    ],
  );
}

export function selectNotificationRead(
  gymId: string,
  memberId: string,
  id: string,
): Statement<{ read_at_ms: number }> {
  return statement(
    'select read_at_ms from notification_reads where gym_id = $1 and member_id = $2 and notification_id = $3',
    [gymId, memberId, id],
  );
}
