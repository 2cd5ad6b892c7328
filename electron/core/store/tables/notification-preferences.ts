import type { MemberId } from '../../../../shared/base/ids.ts';
import type { NotificationPreference } from '../../../../shared/domain/notifications/preferences.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** What the member chose; the defaults are not in it. */
export function listNotificationPreferences(db: ReadableDb, memberId: MemberId): NotificationPreference[] {
  return sql<Omit<NotificationPreference, 'enabled'> & { enabled: 0 | 1 }>(
    db,
    'SELECT topic, channel, enabled FROM notification_preferences WHERE user_id = ?',
  )
    .all(memberId)
    .map((row) => ({ ...row, enabled: row.enabled === 1 }));
}

/** Keeps a choice, unless a later one is kept already. */
export function saveNotificationPreference(
  tx: WritableDb,
  memberId: MemberId,
  { topic, channel, enabled }: NotificationPreference,
  decidedAtMs: number,
): void {
  sql(
    tx,
    `INSERT INTO notification_preferences (user_id, topic, channel, enabled, decided_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (user_id, topic, channel) DO UPDATE SET enabled = excluded.enabled, decided_at = excluded.decided_at
       WHERE excluded.decided_at >= decided_at`,
  ).run(memberId, topic, channel, enabled ? 1 : 0, decidedAtMs);
}
