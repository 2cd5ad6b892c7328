import { IconBell, IconSettings } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { NotificationList } from '../../../shared/contract/notification-documents.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import type { LoadedDocument } from '../../bridge/use-document.ts';
import { Action } from '../../components/Action.tsx';
import { MemberPage } from '../../components/MemberPage.tsx';
import { EmptyTile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { NotificationRow } from './NotificationRow.tsx';
import styles from './Notifications.module.css';

interface NotificationsProps {
  readonly session: MemberSession;
  readonly notifications: LoadedDocument<NotificationList>;
  readonly onBack: () => void;
  readonly onOpenPreferences: () => void;
}

/** What the member was told lately, newest first. Opening it is reading it. */
export function Notifications({ session, notifications, onBack, onOpenPreferences }: NotificationsProps) {
  const { value, failure } = notifications;
  const newIds = useMarkedRead(session.session_id, notifications);
  return (
    <MemberPage
      name="notifications"
      session={session}
      title={t('notifications.title')}
      onBack={onBack}
      className={styles.main}
      actions={
        <Action
          icon={<IconSettings aria-hidden="true" />}
          testId="open-preferences"
          onPress={onOpenPreferences}
        >
          {t('notifications.choose')}
        </Action>
      }
    >
      {value === null ? (
        <p className={styles.loading} role="status">
          {t(failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : value.notifications.length === 0 ? (
        <EmptyTile
          icon={<IconBell />}
          title={t('notifications.empty')}
          text={t('notifications.empty_text')}
        />
      ) : (
        <ul className={styles.rows}>
          {value.notifications.map((notification) => (
            <NotificationRow
              key={notification.id}
              notification={notification}
              isNew={notification.read_at === null || newIds.has(notification.id)}
            />
          ))}
        </ul>
      )}
    </MemberPage>
  );
}

/**
 * Tells core once what is being read; what it does not take stays unread and is told the next time.
 * @returns ids that were new when the list showed them: they stay marked while it is open
 */
function useMarkedRead(sessionId: string, { value }: LoadedDocument<NotificationList>): ReadonlySet<string> {
  const bridge = useBridge();
  const [seenNew, setSeenNew] = useState<ReadonlySet<string>>(new Set());
  const appeared = (value?.notifications ?? []).flatMap(({ id, read_at }) =>
    read_at === null && !seenNew.has(id) ? [id] : [],
  );
  if (appeared.length > 0) setSeenNew(new Set([...seenNew, ...appeared]));
  const told = useRef(new Set<string>());
  useEffect(() => {
    const ids = [...seenNew].filter((id) => !told.current.has(id));
    if (ids.length === 0) return;
    for (const id of ids) told.current.add(id);
    void bridge.notifications.markRead({ session_id: sessionId, ids: [...ids] });
  }, [bridge, seenNew, sessionId]);
  return seenNew;
}
