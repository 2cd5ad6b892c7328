import { DAY_MS } from '../../shared/base/clock.ts';
import type { ClassId } from '../../shared/base/ids.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { classReminders } from '../../shared/domain/notifications/class-notifications.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectUnremindedBookings } from '../store/tables/bookings.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { noteNotifications } from './note-notifications.ts';

/** The earliest reminder is the evening before. */
const AHEAD_MS = DAY_MS;
/** Places looked at in one step. */
const MAX_BOOKINGS = 200;

/** Notes reminders of classes that begin within a day, for whoever booked one and was not reminded yet. */
export async function noteClassReminders(
  gym: GymRow,
  { database, nowMs }: { database: CentralDatabase; nowMs: number },
): Promise<void> {
  const days = localDays(gym.timezone);
  const rows = await database.query(
    selectUnremindedBookings(gym.gym_id, nowMs, nowMs + AHEAD_MS, MAX_BOOKINGS),
  );
  for (const { user_id: memberId, class_id, name, starts_at: startsAtMs } of rows) {
    const id = class_id as ClassId;
    const reminders = classReminders([{ classId: id, status: 'booked' }], [{ id, name, startsAtMs }], {
      nowMs,
      days,
    });
    if (reminders.length === 0) continue;
    await database.transaction((sql) => noteNotifications(sql, gym, memberId, reminders, nowMs));
  }
}
