import { weekdayOfDay } from '../../base/calendar-days.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { Booking, GymClass } from '../classes/gym-class.ts';
import { notificationId } from './notification.ts';
import type { NotificationCandidate } from './notification.ts';
import { remindAtMs } from './quiet-hours.ts';

/** Reminders of booked classes whose time for one has come. */
export function classReminders(
  bookings: readonly Pick<Booking, 'classId' | 'status'>[],
  classes: readonly Pick<GymClass, 'id' | 'name' | 'startsAtMs'>[],
  { nowMs, days }: { nowMs: number; days: LocalDays },
): NotificationCandidate[] {
  const booked = new Set(bookings.flatMap(({ classId, status }) => (status === 'booked' ? [classId] : [])));
  return classes.flatMap(({ id, name, startsAtMs }): NotificationCandidate[] => {
    if (!booked.has(id) || startsAtMs <= nowMs || remindAtMs(startsAtMs, days) > nowMs) return [];
    return [
      {
        id: notificationId('class_reminder', id),
        topic: 'class_reminders',
        reason: {
          kind: 'class_reminder',
          classId: id,
          className: name,
          weekday: weekdayOfDay(days.dayOf(startsAtMs)),
          minuteOfDay: days.minuteOfDay(startsAtMs),
        },
        subject: `class/${id}`,
        expiresAtMs: startsAtMs,
      },
    ];
  });
}
