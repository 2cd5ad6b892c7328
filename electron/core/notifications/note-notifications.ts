import { DAY_MS } from '../../../shared/base/clock.ts';
import type { MemberId } from '../../../shared/base/ids.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { classReminders } from '../../../shared/domain/notifications/class-notifications.ts';
import { decideDeliveries } from '../../../shared/domain/notifications/decide-deliveries.ts';
import type { NotificationCandidate } from '../../../shared/domain/notifications/notification.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { listBookings, listClasses } from '../store/tables/classes.ts';
import { listNotificationPreferences } from '../store/tables/notification-preferences.ts';
import { insertNotification, knownNotifications, listNotifications } from '../store/tables/notifications.ts';

/** What was told longer ago contradicts nothing any more; it is older than any news. */
const REMEMBERED_MS = 60 * DAY_MS;
/** Of one member; more were never told in two months. */
const MAX_REMEMBERED = 200;

/**
 * Notes what a member should see on this screen, each thing once, with why it is shown or not. Central
 * notes the same under the same ids for the ways that it sends by.
 */
export function noteNotifications(
  tx: WritableDb,
  { gym, noteChange }: Store,
  memberId: MemberId,
  candidates: readonly NotificationCandidate[],
  nowMs: number,
): void {
  if (candidates.length === 0) return;
  const known = knownNotifications(
    tx,
    memberId,
    candidates.map(({ id }) => id),
  );
  const fresh = candidates.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return;
  const decisions = decideDeliveries({
    channel: 'in_app',
    waiting: fresh.map((one) => ({ ...one, createdAtMs: nowMs })),
    notifiedBefore: listNotifications(tx, memberId, nowMs - REMEMBERED_MS, MAX_REMEMBERED),
    preferences: listNotificationPreferences(tx, memberId),
    closed: null,
    sentAtMs: [],
    isStillTrue: () => true,
    nowMs,
    days: localDays(gym.zone),
  });
  for (const [place, decision] of decisions.entries()) {
    const candidate = fresh[place];
    // Nothing is held back from a screen that its member is standing at.
    if (candidate === undefined || decision.outcome === 'hold') continue;
    insertNotification(tx, memberId, candidate, decision, nowMs);
    noteChange(memberId);
  }
}

/** Reminders look no further ahead than this. */
const CLASSES_AHEAD_MS = DAY_MS;

/** Notes the reminders of classes the member booked whose time for one has come. */
export function noteClassReminders(tx: WritableDb, store: Store, memberId: MemberId, nowMs: number): void {
  const reminders = classReminders(
    listBookings(tx, memberId, nowMs),
    listClasses(tx, nowMs, nowMs + CLASSES_AHEAD_MS),
    { nowMs, days: localDays(store.gym.zone) },
  );
  noteNotifications(tx, store, memberId, reminders, nowMs);
}
