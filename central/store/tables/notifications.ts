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
  id: string;
  topic: NotificationTopic;
  reason: string;
  subject: string;
  created_at: number;
  expires_at: number;
  read_at: number | null;
}

export function toNotification(row: NotificationRow): StoredNotification {
  return readStoredNotification({
    id: row.id,
    topic: row.topic,
    reason: row.reason,
    subject: row.subject,
    createdAtMs: row.created_at,
    expiresAtMs: row.expires_at,
    readAtMs: row.read_at,
  });
}

/** Columns of a notification `n` with its mark `r` of having been read. */
export const NOTIFICATION = 'n.id, n.topic, n.reason, n.subject, n.created_at, n.expires_at, r.read_at';
export const WITH_READ_MARK = `left join notification_reads r
  on r.gym_id = n.gym_id and r.user_id = n.user_id and r.notification_id = n.id`;

/** Adds what is not there yet; answers with the ids that were not. */
export function insertNotifications(
  gymId: string,
  memberId: string,
  candidates: readonly NotificationCandidate[],
  nowMs: number,
): Statement<{ id: string }> {
  return statement(
    `insert into notifications (gym_id, user_id, created_at, id, topic, reason, subject, expires_at)
     select $1, $2, $3::bigint, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
     on conflict do nothing returning id`,
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
export function selectNotified(
  gymId: string,
  memberId: string,
  channel: string,
  sinceMs: number,
  limit: number,
): Statement<NotificationRow> {
  return statement(
    `select ${NOTIFICATION} from notifications n
     join notification_deliveries d
       on d.gym_id = n.gym_id and d.user_id = n.user_id and d.notification_id = n.id
     ${WITH_READ_MARK}
     where n.gym_id = $1 and n.user_id = $2 and d.channel = $3 and d.outcome = 'send' and n.created_at >= $4
     order by n.created_at desc, n.id limit $5`,
    [gymId, memberId, channel, sinceMs, limit],
  );
}

/** One notification of a member. */
export function selectNotification(gymId: string, memberId: string, id: string): Statement<{ id: string }> {
  return statement('select id from notifications where gym_id = $1 and user_id = $2 and id = $3', [
    gymId,
    memberId,
    id,
  ]);
}

/** Marks notifications as read, known here or not; the first time is kept. Each pair once, in order. */
export function insertNotificationReads(
  gymId: string,
  reads: readonly { readonly memberId: string; readonly id: string; readonly readAtMs: number }[],
): Statement {
  return statement(
    `insert into notification_reads as known (gym_id, user_id, notification_id, read_at)
     select $1, * from unnest($2::text[], $3::text[], $4::bigint[])
     on conflict (gym_id, user_id, notification_id) do update
       set read_at = least(known.read_at, excluded.read_at)`,
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
): Statement<{ read_at: number }> {
  return statement(
    'select read_at from notification_reads where gym_id = $1 and user_id = $2 and notification_id = $3',
    [gymId, memberId, id],
  );
}
