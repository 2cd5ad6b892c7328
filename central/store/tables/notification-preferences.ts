import type { NotificationChannel } from '../../../shared/domain/notifications/notification.ts';
import type { NotificationPreference } from '../../../shared/domain/notifications/preferences.ts';
import { statement, type Statement } from '../database.ts';

/** A choice of a member, and when it was made. */
export interface MemberPreference extends NotificationPreference {
  readonly memberId: string;
  readonly decidedAtMs: number;
}

/** What the member chose; the defaults are not in it. */
export function selectPreferences(gymId: string, memberId: string): Statement<NotificationPreference> {
  return statement(
    'select topic, channel, enabled from notification_preferences where gym_id = $1 and user_id = $2',
    [gymId, memberId],
  );
}

/** Keeps choices, each once and in order, unless a later one is kept already. */
export function upsertPreferences(gymId: string, choices: readonly MemberPreference[]): Statement {
  return statement(
    `insert into notification_preferences as known
       (gym_id, user_id, topic, channel, enabled, decided_at, said_at, said_by, said_epoch, said_seq)
     select $1, given.*, given.decided_at, '', 0, 0
     from unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[])
       as given (user_id, topic, channel, enabled, decided_at)
     on conflict (gym_id, user_id, topic, channel) do update
       set enabled = excluded.enabled, decided_at = excluded.decided_at,
         said_at = excluded.said_at, said_by = '', said_epoch = 0, said_seq = 0
     where excluded.said_at >= known.said_at`,
    [
      gymId,
      choices.map(({ memberId }) => memberId),
      choices.map(({ topic }) => topic),
      choices.map(({ channel }: { channel: NotificationChannel }) => channel),
      choices.map(({ enabled }) => enabled),
      choices.map(({ decidedAtMs }) => decidedAtMs),
    ],
  );
}
