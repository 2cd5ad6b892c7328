import type { NotificationChannel } from '../../../shared/domain/notifications/notification.ts';
import { statement, type Statement } from '../database.ts';
import { NOTIFICATION, WITH_READ_MARK, type NotificationRow } from './notifications.ts';

/** What was decided about a notification on a channel. */
export interface Delivery {
  readonly id: string;
  readonly outcome: 'send' | 'hold' | 'drop';
  readonly code: string;
  /** When a held one is looked at again. */
  readonly dueAtMs: number | null;
  /** The message it went into. */
  readonly messageId: string | null;
}

/** Keeps decisions of one member and channel, in place of earlier ones. */
export function saveDeliveries(
  gymId: string,
  memberId: string,
  channel: NotificationChannel,
  deliveries: readonly Delivery[],
  nowMs: number,
): Statement {
  return statement(
    `insert into notification_deliveries
       (gym_id, user_id, channel, decided_at, notification_id, outcome, code, due_at, message_id)
     select $1, $2, $3, $4::bigint, * from unnest($5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[])
     on conflict (gym_id, user_id, notification_id, channel) do update set outcome = excluded.outcome,
       code = excluded.code, decided_at = excluded.decided_at, due_at = excluded.due_at,
       message_id = excluded.message_id`,
    [
      gymId,
      memberId,
      channel,
      nowMs,
      deliveries.map(({ id }) => id),
      deliveries.map(({ outcome }) => outcome),
      deliveries.map(({ code }) => code),
      deliveries.map(({ dueAtMs }) => dueAtMs),
      deliveries.map(({ messageId }) => messageId),
    ],
  );
}

/** A member with a held notification whose time has come. */
export function selectDueMember(gymId: string, nowMs: number): Statement<{ user_id: string }> {
  return statement(
    `select user_id from notification_deliveries
     where gym_id = $1 and outcome = 'hold' and due_at <= $2 order by due_at limit 1`,
    [gymId, nowMs],
  );
}

/** Everything that is held for a member on a channel, the due and the others, oldest first. */
export function selectHeld(
  gymId: string,
  memberId: string,
  channel: NotificationChannel,
  limit: number,
): Statement<NotificationRow> {
  return statement(
    `select ${NOTIFICATION} from notification_deliveries d
     join notifications n
       on n.gym_id = d.gym_id and n.user_id = d.user_id and n.id = d.notification_id
     ${WITH_READ_MARK}
     where d.gym_id = $1 and d.user_id = $2 and d.channel = $3 and d.outcome = 'hold'
     order by n.created_at, n.id limit $4`,
    [gymId, memberId, channel, limit],
  );
}

/** The notifications that one message carries, oldest first. */
export function selectMessageContent(gymId: string, messageId: string): Statement<NotificationRow> {
  return statement(
    `select ${NOTIFICATION} from notification_deliveries d
     join notifications n
       on n.gym_id = d.gym_id and n.user_id = d.user_id and n.id = d.notification_id
     ${WITH_READ_MARK}
     where d.gym_id = $1 and d.message_id = $2 order by n.created_at, n.id`,
    [gymId, messageId],
  );
}

export interface DeliveryRow {
  notification_id: string;
  channel: NotificationChannel;
  outcome: Delivery['outcome'];
  code: string;
  decided_at: number;
  due_at: number | null;
  message_state: 'queued' | 'sent' | 'dead' | null;
  message_code: string | null;
}

/** What became of notifications, by every way. */
export function selectDeliveries(
  gymId: string,
  memberId: string,
  ids: readonly string[],
): Statement<DeliveryRow> {
  return statement(
    `select d.notification_id, d.channel, d.outcome, d.code, d.decided_at, d.due_at,
            m.state as message_state, m.code as message_code
     from notification_deliveries d
     left join notification_messages m on m.gym_id = d.gym_id and m.message_id = d.message_id
     where d.gym_id = $1 and d.user_id = $2 and d.notification_id = any($3::text[])
     order by d.notification_id, d.channel`,
    [gymId, memberId, ids],
  );
}

/** Forgets what was noticed before a time, with all that became of it: at most `limit` notifications. */
export function deleteOldNotifications(
  gymId: string,
  beforeMs: number,
  limit: number,
): Statement<{ id: string }> {
  return statement(
    `with old as (
       delete from notifications where (gym_id, user_id, id) in
         (select gym_id, user_id, id from notifications
          where gym_id = $1 and created_at < $2 order by created_at limit $3)
       returning gym_id, user_id, id
     ), gone as (
       delete from notification_deliveries d using old
       where d.gym_id = old.gym_id and d.user_id = old.user_id and d.notification_id = old.id
     ), unread as (
       delete from notification_reads where gym_id = $1 and read_at < $2
     ), letters as (
       delete from notification_messages where gym_id = $1 and created_at < $2
     )
     select id from old`,
    [gymId, beforeMs, limit],
  );
}
