import { IconHeartbeat, IconPlugConnectedX } from '@tabler/icons-react';
import type { KioskState } from '../../../shared/contract/kiosk-api.ts';
import { useScreenPainted } from '../../app/use-screen-painted.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Emblem } from '../../components/Emblem.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { DemoButton } from '../demo/DemoButton.tsx';
import { PinButton } from './PinButton.tsx';
import { StaffButton } from './StaffButton.tsx';
import { SyncGlance } from './SyncGlance.tsx';
import { deviceNotices, readerTrouble } from '../../../shared/domain/devices/device-notice.ts';
import styles from './Attract.module.css';

/** The clock may lag by this much. */
const REDRAW_MS = 1_000;

/** A card is only asked for when it would be read and the visit could be stored. */
function invitationOf(
  state: KioskState,
  nowMs: number,
): 'tap' | 'reader_starting' | 'reader_missing' | 'reader_lost' | 'not_storing' {
  if (state.storage === 'failing') return 'not_storing';
  return readerTrouble(state.devices, nowMs) ?? 'tap';
}

interface AttractProps {
  readonly state: KioskState;
  /** Heart-rate sessions that go on while nobody stands here. */
  readonly recording: number;
}

/** The start screen: whose gym this is, what time it is, and the one thing to do. */
export function Attract({ state, recording }: AttractProps) {
  const nowMs = useNow(REDRAW_MS);
  const formats = useFormats();
  const notices = deviceNotices(state.devices, nowMs);
  const invitation = invitationOf(state, nowMs);
  useScreenPainted(invitation === 'tap' ? 'ready_for_card' : null, null);
  return (
    <Screen name="attract" sessionId={null} className={styles.attract}>
      <header className={styles.header}>
        <h1 dir="auto" className={styles.gym}>
          {state.gym_name}
        </h1>
        <p className={styles.day}>{formats.longDay(nowMs)}</p>
      </header>
      <time className={styles.clock} dateTime={new Date(nowMs).toISOString()}>
        {formats.clock(nowMs)}
      </time>
      <div className={styles.invitation} data-invitation={invitation}>
        <Emblem calm={invitation !== 'tap'} />
        <div>
          <p className={styles.tap}>{t(`attract.${invitation}`)}</p>
          <p className={styles.hint}>{t(`attract.${invitation}_hint`)}</p>
          {state.takes_pins && invitation !== 'not_storing' && <PinButton />}
        </div>
      </div>
      <footer className={styles.footer}>
        <ul className={styles.notes}>
          {notices.map((notice) => (
            <li key={notice.id} className={styles.notice} role="status">
              <IconPlugConnectedX className={styles.icon} aria-hidden="true" />
              {t(notice.message)}
            </li>
          ))}
          {recording > 0 && (
            <li className={styles.note} data-testid="recording">
              <IconHeartbeat className={styles.icon} aria-hidden="true" />
              {t('attract.recording', { count: recording })}
            </li>
          )}
          <SyncGlance sync={state.sync} />
        </ul>
        <div className={styles.doors}>
          {state.has_staff && <StaffButton />}
          {state.demo && <DemoButton />}
        </div>
      </footer>
    </Screen>
  );
}
