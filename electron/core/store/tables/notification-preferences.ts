import type { MemberId } from '../../../../shared/base/ids.ts';
import type { NotificationPreference } from '../../../../shared/domain/notifications/preferences.ts';
import type { ReadableDb } from '../database.ts';
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
