import { useCallback, useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { WEEKLY_CAP } from '../../../shared/domain/notifications/decide-deliveries.ts';
import {
  NOTIFICATION_CHANNELS,
  NOTIFICATION_TOPICS,
  type NotificationChannel,
  type NotificationTopic,
} from '../../../shared/domain/notifications/notification.ts';
import { isOptedIn, type NotificationPreference } from '../../../shared/domain/notifications/preferences.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useMemberDocument } from '../../bridge/RevisionProvider.tsx';
import { MemberPage } from '../../components/MemberPage.tsx';
import { Switch } from '../../components/Switch.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './NotificationPreferences.module.css';
import { TopicIcon } from './TopicIcon.tsx';

interface NotificationPreferencesProps {
  readonly session: MemberSession;
  readonly onBack: () => void;
}

/** Whoever reads this screen is not away. */
function leadsSomewhere(topic: NotificationTopic, channel: NotificationChannel): boolean {
  return topic !== 'we_miss_you' || channel !== 'in_app';
}

/** Every topic on every channel; a switch moves when core has stored it, and not before. */
export function NotificationPreferences({ session, onBack }: NotificationPreferencesProps) {
  const { chosen, failure, pending, notSaved, set } = usePreferences(session.session_id);
  return (
    <MemberPage
      name="notification-preferences"
      session={session}
      title={t('notifications.preferences')}
      backLabel={t('notifications.title')}
      onBack={onBack}
      className={styles.main}
    >
      <p className={styles.note} role="status">
        {notSaved ? t('notifications.not_saved') : t('notifications.email_note', { cap: WEEKLY_CAP })}
      </p>
      {chosen === null ? (
        <p className={styles.loading} role="status">
          {t(failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : (
        <div className={styles.topics}>
          <div className={styles.head} aria-hidden="true">
            {NOTIFICATION_CHANNELS.map((channel) => (
              <span key={channel}>{t(`notifications.${channel}`)}</span>
            ))}
          </div>
          {NOTIFICATION_TOPICS.map((topic) => (
            <div
              key={topic}
              className={styles.row}
              role="group"
              aria-label={t(`notifications.topic.${topic}`)}
            >
              <span className={styles.sign}>
                <TopicIcon topic={topic} />
              </span>
              <span className={styles.topic}>{t(`notifications.topic.${topic}`)}</span>
              {NOTIFICATION_CHANNELS.filter((channel) => leadsSomewhere(topic, channel)).map((channel) => (
                <Switch
                  key={channel}
                  label={t('notifications.switch', {
                    topic: t(`notifications.topic.${topic}`),
                    channel: t(`notifications.${channel}`),
                  })}
                  on={isOptedIn(chosen, topic, channel)}
                  busy={pending}
                  testId={`switch-${topic}-${channel}`}
                  onChange={(enabled) => set({ topic, channel, enabled })}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </MemberPage>
  );
}

function usePreferences(sessionId: string) {
  const bridge = useBridge();
  const load = useCallback(
    () => bridge.notifications.preferences({ session_id: sessionId }),
    [bridge, sessionId],
  );
  const { value, failure } = useMemberDocument(load);
  const [stored, setStored] = useState<readonly NotificationPreference[] | null>(null);
  const [pending, setPending] = useState(false);
  const [notSaved, setNotSaved] = useState(false);
  const set = async (preference: NotificationPreference): Promise<void> => {
    setPending(true);
    const result = await bridge.notifications.setPreferences({
      session_id: sessionId,
      preferences: [preference],
    });
    setPending(false);
    setNotSaved(!result.ok);
    if (result.ok) setStored(result.value);
  };
  return {
    chosen: stored ?? value,
    failure,
    pending,
    notSaved,
    set: (preference: NotificationPreference) => void set(preference),
  };
}
