import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeartRateView, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { SecondsLeft } from '../../components/SecondsLeft.tsx';
import { Screen } from '../../components/Screen.tsx';
import { t } from '../../i18n/translate.ts';
import { DemoButton } from '../demo/DemoButton.tsx';
import { StrapChoice } from './StrapChoice.tsx';
import { WearingSteps } from './WearingSteps.tsx';
import { strapsInOrder } from './strap-order.ts';
import styles from './Pairing.module.css';

interface PairingProps {
  readonly session: MemberSession;
  readonly demo: boolean;
  /** When core stops listening. */
  readonly expiresAtMs: number;
  readonly straps: Extract<HeartRateView, { phase: 'pairing' }>['straps'];
}

/** Choosing a strap: never by itself, only for a while, and only among straps that are being heard. */
export function Pairing({ session, demo, expiresAtMs, straps }: PairingProps) {
  const bridge = useBridge();
  const [refused, setRefused] = useState(false);
  const choose = async (sensorId: string) => {
    const result = await bridge.heartRate.pair({ session_id: session.session_id, sensor_id: sensorId });
    setRefused(!result.ok && result.code === 'STRAP_NOT_AVAILABLE');
  };
  return (
    <Screen name="pairing" sessionId={session.session_id} className={styles.pairing}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{t(straps.length === 0 ? 'pairing.listening' : 'pairing.title')}</h1>
          {straps.length > 0 && <p className={styles.compare}>{t('pairing.compare')}</p>}
        </div>
        <SecondsLeft untilMs={expiresAtMs} />
      </header>
      {refused && (
        <p className={styles.refused} role="alert">
          {t('pairing.not_available')}
        </p>
      )}
      {straps.length === 0 ? (
        <WearingSteps />
      ) : (
        <ul className={styles.straps}>
          {strapsInOrder(straps).map((strap) => (
            <StrapChoice key={strap.sensor_id} strap={strap} onChoose={() => void choose(strap.sensor_id)} />
          ))}
        </ul>
      )}
      <footer className={styles.footer}>
        <Action
          icon={<IconX aria-hidden="true" />}
          testId="cancel-pairing"
          onPress={() => void bridge.heartRate.cancelPairing({ session_id: session.session_id })}
        >
          {t('pairing.cancel')}
        </Action>
        {demo && <DemoButton />}
      </footer>
    </Screen>
  );
}
