import { useCallback } from 'react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { strapWords } from '../heart-rate/wording.ts';
import styles from './MemberCard.module.css';

interface StrapPickerProps {
  readonly sessionId: string;
  readonly onChoose: (sensorId: string) => void;
}

const REFRESH_MS = 1_000;

/** Straps in range that are nobody's, the nearest first. */
export function StrapPicker({ sessionId, onChoose }: StrapPickerProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const straps = useDocument(
    useCallback(() => bridge.staff.freeStraps({ session_id: sessionId }), [bridge, sessionId]),
    REFRESH_MS,
  );
  const heard = straps.value ?? [];
  return (
    <section className={styles.straps} data-testid="strap-picker">
      <h3 className={styles.question}>{t('members.choose_strap')}</h3>
      {heard.length === 0 && <p className={styles.soft}>{t('members.no_straps')}</p>}
      <div className={styles.choices}>
        {heard.map((strap) => (
          <Action
            key={strap.sensor_id}
            testId={`free-strap-${strap.sensor_id}`}
            onPress={() => onChoose(strap.sensor_id)}
          >
            {strapWords(strap.sensor)}
            {strap.rssi_dbm !== null && ` (${formats.number(strap.rssi_dbm)} dBm)`}
          </Action>
        ))}
      </div>
    </section>
  );
}
