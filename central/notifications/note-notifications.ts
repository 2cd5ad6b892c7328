import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { decideDeliveries } from '../../shared/domain/notifications/decide-deliveries.ts';
import type { NotificationCandidate } from '../../shared/domain/notifications/notification.ts';
import type { SqlRunner } from '../store/database.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { saveDeliveries } from '../store/tables/notification-deliveries.ts';
import { selectPreferences } from '../store/tables/notification-preferences.ts';
import { insertNotifications, selectNotified, toNotification } from '../store/tables/notifications.ts';

/** What was told longer ago contradicts nothing any more; it is older than any news. */
export const REMEMBERED_MS = 60 * DAY_MS;
/** Of one member; more were never told in two months. */
export const MAX_REMEMBERED = 200;

/**
 * Notes what a member should hear, each thing once whoever notices it: what the screen shows is
 * decided here as a kiosk decides it, and what is sent is held for the dispatch.
 * @param sql the transaction of whatever it follows from
 */
export async function noteNotifications(
  sql: SqlRunner,
  { gym_id: gymId, timezone }: GymRow,
  memberId: string,
  candidates: readonly NotificationCandidate[],
  nowMs: number,
): Promise<void> {
  if (candidates.length === 0) return;
  const toldBefore = await sql.query(
    selectNotified(gymId, memberId, 'in_app', nowMs - REMEMBERED_MS, MAX_REMEMBERED),
  );
  const added = await sql.query(insertNotifications(gymId, memberId, candidates, nowMs));
  if (added.length === 0) return;
  const addedIds = new Set(added.map(({ id }) => id));
  const fresh = candidates.filter(({ id }) => addedIds.has(id));
  const shown = decideDeliveries({
    channel: 'in_app',
    waiting: fresh.map((one) => ({ ...one, createdAtMs: nowMs })),
    notifiedBefore: toldBefore.map(toNotification),
    preferences: await sql.query(selectPreferences(gymId, memberId)),
    closed: null,
    sentAtMs: [],
    isStillTrue: () => true,
    nowMs,
    days: localDays(timezone),
  });
  await sql.query(
    saveDeliveries(
      gymId,
      memberId,
      'in_app',
      shown.map(({ id, outcome, code }) => ({ id, outcome, code, dueAtMs: null, messageId: null })),
      nowMs,
    ),
  );
  const held = fresh.map(({ id }) => ({
    id,
    outcome: 'hold' as const,
    code: 'gathering',
    dueAtMs: nowMs,
    messageId: null,
  }));
  await sql.query(saveDeliveries(gymId, memberId, 'email', held, nowMs));
}
