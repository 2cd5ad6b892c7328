import type { ClassTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { dayName } from '../../i18n/day-name.ts';
import { findMessage, t } from '../../i18n/translate.ts';
import styles from './Rows.module.css';

interface ClassRowProps {
  readonly gymClass: ClassTile;
  readonly nowMs: number;
  /** Why it is shown, in words; null for a class the member has booked. */
  readonly note: string | null;
}

/** A class: when it starts, with whom, and how it stands with a place in it. */
export function ClassRow({ gymClass, nowMs, note }: ClassRowProps) {
  const formats = useFormats();
  const booking =
    gymClass.booking_status === null ? null : findMessage(`next.booking.${gymClass.booking_status}`);
  return (
    <li className={styles.row}>
      <p className={styles.when}>
        <span className={styles.day}>{dayName(formats, gymClass.starts_at, nowMs)}</span>
        <span className={styles.time}>{formats.clock(gymClass.starts_at)}</span>
      </p>
      <div className={styles.text}>
        <p dir="auto" className={styles.className}>
          {gymClass.name}
        </p>
        <p className={styles.reason}>
          {note ??
            `${t('next.with', { instructor: gymClass.instructor })}, ${t('next.minutes', { count: gymClass.duration_min })}`}
        </p>
      </div>
      <p className={styles.note} data-booked={booking === null ? undefined : ''}>
        {booking ?? t('next.places', { count: gymClass.places_left })}
      </p>
    </li>
  );
}
