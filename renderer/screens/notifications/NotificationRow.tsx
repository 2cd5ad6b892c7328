import type { NotificationDocument } from '../../../shared/contract/notification-documents.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Notifications.module.css';
import { TopicIcon } from './TopicIcon.tsx';

interface NotificationRowProps {
  readonly notification: NotificationDocument;
  readonly isNew: boolean;
}

const REDRAW_MS = 60_000;

/** One message: what it is about, what it says, and when it was. */
export function NotificationRow({ notification, isNew }: NotificationRowProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { topic, text, created_at: createdAt } = notification;
  const isToday = formats.dayKey(createdAt) === formats.dayKey(nowMs);
  return (
    <li className={styles.row} data-new={isNew ? '' : undefined}>
      <span className={styles.sign}>
        <TopicIcon topic={topic} />
      </span>
      <div className={styles.words}>
        <p className={styles.topic}>
          {t(`notifications.topic.${topic}`)}
          {isNew && <span className={styles.new}>{t('notifications.new')}</span>}
        </p>
        <p className={styles.text}>{text}</p>
      </div>
      <time className={styles.when} dateTime={createdAt}>
        {isToday ? formats.clock(createdAt) : formats.dayMonth(createdAt, nowMs)}
      </time>
    </li>
  );
}
