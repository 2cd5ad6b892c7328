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
    `SELECT id, topic, reason, subject, created_at AS createdAtMs, expires_at AS expiresAtMs, read_at AS readAtMs
     FROM notifications WHERE user_id = ? AND outcome = 'send' AND created_at >= ?
     ORDER BY created_at DESC, id LIMIT ?`,
  )
    .all(memberId, sinceMs, limit)
    .map(readStoredNotification);
}

/** Marks a notification of the member as read. @returns whether it was there and unread */
export function markNotificationRead(tx: WritableDb, memberId: MemberId, id: string, atMs: number): boolean {
  return (
    sql(
      tx,
      `UPDATE notifications SET read_at = ?
       WHERE user_id = ? AND id = ? AND outcome = 'send' AND read_at IS NULL`,
    ).run(atMs, memberId, id).changes > 0
  );
}

/** Forgets notifications of before `beforeMs`; at most `limit` of them. @returns how many there were */
export function deleteOldNotifications(tx: WritableDb, beforeMs: number, limit: number): number {
  return sql(
    tx,
    `DELETE FROM notifications WHERE (user_id, id) IN
       (SELECT user_id, id FROM notifications WHERE created_at < ? ORDER BY created_at LIMIT ?)`,
  ).run(beforeMs, limit).changes;
}
