import { IconChevronRight, IconHeartbeat } from '@tabler/icons-react';
import { useState } from 'react';
import type { KioskState, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useLiveHeartRate } from '../../bridge/use-live-heart-rate.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { deviceNotices } from '../../../shared/domain/devices/device-notice.ts';
import { strapWords } from '../heart-rate/wording.ts';
import { ZoneBadge } from '../heart-rate/ZoneBadge.tsx';
import styles from './HeartRateTile.module.css';

/** How late the tile may learn that the receiver has been away for too long. */
const REDRAW_MS = 1_000;

interface HeartRateTileProps {
  readonly session: MemberSession;
  readonly devices: KioskState['devices'];
  readonly onOpenLive: () => void;
  readonly className?: string | undefined;
}

/** The way to a strap, or to the workout that is being recorded. */
export function HeartRateTile({ session, devices, onOpenLive, className }: HeartRateTileProps) {
  const running = session.heart_rate.phase === 'live' ? session.heart_rate : null;
  return (
    <Tile
      title={t('heart_rate.title')}
      className={className}
      testId="tile-heart-rate"
      corner={running !== null && <span className={styles.sensor}>{strapWords(running.sensor)}</span>}
    >
      {running === null ? (
        <NoStrap sessionId={session.session_id} devices={devices} />
      ) : (
        <Running sessionId={session.session_id} onOpenLive={onOpenLive} />
      )}
    </Tile>
  );
}

interface NoStrapProps {
  readonly sessionId: string;
  readonly devices: KioskState['devices'];
}

function NoStrap({ sessionId, devices }: NoStrapProps) {
  const bridge = useBridge();
  const [failed, setFailed] = useState(false);
  const receiverAway = deviceNotices(devices, useNow(REDRAW_MS)).some((notice) => notice.role === 'straps');
  const start = async () => setFailed(!(await bridge.heartRate.startPairing({ session_id: sessionId })).ok);
  return (
    <>
      <EmptyTile
        beside
        icon={<IconHeartbeat />}
        title={t('heart_rate.pair_title')}
        text={
          receiverAway
            ? t('heart_rate.receiver_lost')
            : t(failed ? 'heart_rate.not_now' : 'heart_rate.pair_hint')
        }
      />
      <Action
        tone="primary"
        fullWidth
        disabled={receiverAway}
        testId="start-pairing"
        onPress={() => void start()}
      >
        {t('heart_rate.pair')}
      </Action>
    </>
  );
}

interface RunningProps {
  readonly sessionId: string;
  readonly onOpenLive: () => void;
}

function Running({ sessionId, onOpenLive }: RunningProps) {
  const live = useLiveHeartRate(sessionId);
  const formats = useFormats();
  return (
    <>
      <div className={styles.running}>
        <p className={styles.bpm}>{live?.bpm ?? t('live.no_number')}</p>
        <div className={styles.state}>
          {live !== null && <ZoneBadge zone={live.zone} signal={live.signal} />}
          <p className={styles.elapsed}>
            {t('heart_rate.bpm')}
            {live !== null && ` · ${formats.duration(live.duration_s)}`}
          </p>
        </div>
      </div>
      <Action
        tone="primary"
        fullWidth
        icon={<IconChevronRight aria-hidden="true" />}
        testId="open-live"
        onPress={onOpenLive}
      >
        {t('heart_rate.open')}
      </Action>
    </>
  );
}
