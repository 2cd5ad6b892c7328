import { useCallback } from 'react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { t } from '../../i18n/translate.ts';
import { DeviceCard } from './DeviceCard.tsx';
import styles from './DevicesPage.module.css';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';

/** Somebody is watching a device that they hold something to. */
const REFRESH_MS = 1_000;

/** Every device: how it does, what it says, and a way to open it anew. */
export function DevicesPage({ session }: StaffPageProps) {
  const bridge = useBridge();
  const { session_id: sessionId } = session;
  const document = useDocument(
    useCallback(() => bridge.staff.devices({ session_id: sessionId }), [bridge, sessionId]),
    REFRESH_MS,
  );
  const act = useStaffAct(document.refresh);
  const nowMs = useNow(REFRESH_MS);
  return (
    <StaffPage document={document} act={act} testId="staff-devices">
      {({ devices, test }) =>
        devices.length === 0 ? (
          <p className={styles.none}>{t('devices.none')}</p>
        ) : (
          <ul className={styles.devices}>
            {devices.map((device) => (
              <DeviceCard
                key={device.id}
                device={device}
                test={test?.device === device.id ? test : null}
                nowMs={nowMs}
                isBusy={act.isBusy}
                onTest={() =>
                  void act.run(() => bridge.staff.testDevice({ session_id: sessionId, device: device.id }))
                }
                onReconnect={() =>
                  void act.run(() =>
                    bridge.staff.reconnectDevice({ session_id: sessionId, device: device.id }),
                  )
                }
              />
            ))}
          </ul>
        )
      }
    </StaffPage>
  );
}
