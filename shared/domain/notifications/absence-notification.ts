import { dateOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { visitChances } from '../attendance/visit-chances.ts';
import type { AttendanceModel } from '../attendance/visit-chances.ts';
import { notificationId } from './notification.ts';
import type { NotificationCandidate } from './notification.ts';

/** Fewer silent days are nothing unusual for anybody; after more a message no longer brings them back. */
const LEAST_DAYS_AWAY = 10;
const MOST_DAYS_AWAY = 60;
/** From even odds on of not coming for four more weeks. */
const LIKELY_LAPSE = 0.5;
/** How long the message is worth sending, days. */
const WORTH_DAYS = 7;

/**
 * A word to a member who is likelier to stay away than to come back: how long that takes differs
 * from member to member, so the gym's own calibrated model decides. Once for each absence.
 * @param visitTimes ascending, UTC ms
 */
export function absenceNotification(
  model: AttendanceModel,
  visitTimes: readonly number[],
  { nowMs, days }: { nowMs: number; days: LocalDays },
): NotificationCandidate | null {
  const last = visitTimes.at(-1);
  if (last === undefined) return null;
  const today = days.dayOf(nowMs);
  const daysAway = today - days.dayOf(last);
  if (daysAway < LEAST_DAYS_AWAY || daysAway > MOST_DAYS_AWAY) return null;
  const chances = visitChances(model, visitTimes, nowMs, days);
  if (chances === null || chances.lapse < LIKELY_LAPSE) return null;
  const lastVisitOn = dateOfDay(days.dayOf(last));
  return {
    id: notificationId('absence', lastVisitOn),
    topic: 'we_miss_you',
    reason: { kind: 'absence', lastVisitOn, daysAway, lapse: chances.lapse, method: model.method },
    subject: 'absence',
    expiresAtMs: days.startOfDayMs(today + WORTH_DAYS),
  };
}
