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
import { deviceNotices } from '../../../shared/domain/devices/device-notice.ts';
import { invitationOf } from './invitation.ts';

/** The clock may lag by this much. */
const REDRAW_MS = 1_000;

interface AttractProps {
  readonly state: KioskState;
  /** Heart-rate sessions that go on while nobody stands here. */
  readonly recording: number;
}

/** The start screen: whose gym this is, what time it is, and the one thing to do; the same markup as in `index.html`. */
export function Attract({ state, recording }: AttractProps) {
  const nowMs = useNow(REDRAW_MS);
  const formats = useFormats();
  const notices = deviceNotices(state.devices, nowMs);
  const invitation = invitationOf(state, nowMs);
  useScreenPainted(invitation === 'tap' ? 'ready_for_card' : null, null);
  return (
    <Screen name="attract" sessionId={null} className="attract">
      <header className="attract-header">
        <h1 dir="auto" className="attract-gym">
          {state.gym_name}
        </h1>
        <p className="attract-day">{formats.longDay(nowMs)}</p>
      </header>
      <time className="attract-clock" dateTime={new Date(nowMs).toISOString()}>
        {formats.clock(nowMs)}
      </time>
      <div className="attract-invitation" data-invitation={invitation}>
        <Emblem calm={invitation !== 'tap'} />
        <div>
          <p className="attract-tap">{t(`attract.${invitation}`)}</p>
          <p className="attract-hint">{t(`attract.${invitation}_hint`)}</p>
          {state.takes_pins && invitation !== 'not_storing' && <PinButton />}
        </div>
      </div>
      <footer className="attract-footer">
        <ul className="attract-notes">
          {notices.map((notice) => (
            <li key={notice.id} className="attract-notice">
              <IconPlugConnectedX className="attract-icon" aria-hidden="true" />
              <span role="status">{t(notice.message)}</span>
            </li>
          ))}
          {recording > 0 && (
            <li className="attract-note" data-testid="recording">
              <IconHeartbeat className="attract-icon" aria-hidden="true" />
              {t('attract.recording', { count: recording })}
            </li>
          )}
          <SyncGlance sync={state.sync} />
        </ul>
        <div className="attract-doors">
          {state.has_staff && <StaffButton />}
          {state.demo && <DemoButton />}
        </div>
      </footer>
    </Screen>
  );
}
