import type { MemberId } from '../../../../shared/base/ids.ts';
import type { NotificationCandidate } from '../../../../shared/domain/notifications/notification.ts';
import {
  readStoredNotification,
  type NotificationFields,
  type StoredNotification,
} from '../../../../shared/domain/notifications/stored-notification.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** What became of a notification on this screen, and why. */
export interface ScreenDecision {
  readonly outcome: 'send' | 'drop';
  readonly code: string;
}

/** Which of these are known of the member already. */
export function knownNotifications(
  db: ReadableDb,
  memberId: MemberId,
  ids: readonly string[],
): ReadonlySet<string> {
  const rows = sql<{ id: string }>(
    db,
    'SELECT id FROM notifications WHERE user_id = ? AND id IN (SELECT value FROM json_each(?))',
  ).all(memberId, JSON.stringify(ids));
  return new Set(rows.map(({ id }) => id));
}

/** Keeps a notification with what became of it; one that is there already stays as it is. */
export function insertNotification(
  tx: WritableDb,
  memberId: MemberId,
  { id, topic, reason, subject, expiresAtMs }: NotificationCandidate,
  { outcome, code }: ScreenDecision,
  nowMs: number,
): void {
  sql(
    tx,
    `INSERT INTO notifications (user_id, id, topic, reason, subject, outcome, code, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(memberId, id, topic, JSON.stringify(reason), subject, outcome, code, nowMs, expiresAtMs);
}

/** What the member was shown since a time, newest first. */
export function listNotifications(
  db: ReadableDb,
  memberId: MemberId,
  sinceMs: number,
  limit: number,
): StoredNotification[] {
  return sql<NotificationFields>(
    db,
    `SELECT id, topic, reason, subject, created_at AS createdAtMs, expires_at AS expiresAtMs,
       (SELECT read_at FROM notification_reads r WHERE r.user_id = n.user_id AND r.notification_id = n.id) AS readAtMs
     FROM notifications n WHERE user_id = ? AND outcome = 'send' AND created_at >= ?
     ORDER BY created_at DESC, id LIMIT ?`,
  )
    .all(memberId, sinceMs, limit)
    .map(readStoredNotification);
}

/** Which of these the member was shown and has not read yet, in their order. */
export function listUnread(db: ReadableDb, memberId: MemberId, ids: readonly string[]): string[] {
  const unread = sql(
    db,
    `SELECT 1 FROM notifications n WHERE user_id = ? AND id = ? AND outcome = 'send'
       AND NOT EXISTS (SELECT 1 FROM notification_reads r WHERE r.user_id = n.user_id AND r.notification_id = n.id)`,
  );
  return [...new Set(ids)].filter((id) => unread.get(memberId, id) !== undefined);
}

/** Forgets notifications of before `beforeMs`; at most `limit` of them. @returns how many there were */
export function deleteOldNotifications(tx: WritableDb, beforeMs: number, limit: number): number {
  return sql(
    tx,
    `DELETE FROM notifications WHERE (user_id, id) IN
       (SELECT user_id, id FROM notifications WHERE created_at < ? ORDER BY created_at LIMIT ?)`,
  ).run(beforeMs, limit).changes;
}

/** Forgets that notifications were read before then; they are forgotten themselves. @returns how many there were */
export function deleteOldReads(tx: WritableDb, beforeMs: number, limit: number): number {
  return sql(
    tx,
    `DELETE FROM notification_reads WHERE (user_id, notification_id) IN
       (SELECT user_id, notification_id FROM notification_reads WHERE read_at < ? ORDER BY read_at LIMIT ?)`,
  ).run(beforeMs, limit).changes;
}
