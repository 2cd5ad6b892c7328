import type { LocalDays } from '../../shared/base/local-days.ts';
import type { NotificationReason } from '../../shared/domain/notifications/notification.ts';
import type { SqlRunner } from '../store/database.ts';
import { selectBookings } from '../store/tables/bookings.ts';
import { selectVisits } from '../store/tables/visits.ts';

/** What a message says may have changed while it waited: the member came after all, or gave the place back. */
export async function readStillTrue(
  sql: SqlRunner,
  {
    gymId,
    memberId,
    reasons,
    nowMs,
    days,
  }: {
    gymId: string;
    memberId: string;
    reasons: readonly NotificationReason[];
    nowMs: number;
    days: LocalDays;
  },
): Promise<(reason: NotificationReason) => boolean> {
  const has = (kind: NotificationReason['kind']): boolean => reasons.some((reason) => reason.kind === kind);
  const visits = has('absence') ? await sql.query(selectVisits(gymId, memberId)) : [];
  const bookings = has('class_reminder') ? await sql.query(selectBookings(gymId, memberId, nowMs)) : [];
  const last = visits.at(-1);
  const lastVisitOn = last === undefined ? null : days.dateOf(last.checked_in_at);
  const booked = new Set(bookings.flatMap(({ class_id, status }) => (status === 'booked' ? [class_id] : [])));
  return (reason) => {
    if (reason.kind === 'absence') return lastVisitOn === reason.lastVisitOn;
    return reason.kind !== 'class_reminder' || booked.has(reason.classId);
  };
}
