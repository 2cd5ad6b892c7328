import { IconHeartFilled } from '@tabler/icons-react';
import type { HeartRateView } from '../../../shared/contract/kiosk-api.ts';
import { t } from '../../i18n/translate.ts';
import { signalBars } from './strap-order.ts';
import { strapWords } from './wording.ts';
import styles from './StrapChoice.module.css';

const BARS = [1, 2, 3, 4] as const;
const MINUTE_MS = 60_000;

interface StrapChoiceProps {
  readonly strap: Extract<HeartRateView, { phase: 'pairing' }>['straps'][number];
  readonly onChoose: () => void;
}

/** A strap that is being heard: its name or number, and a heart that beats as fast as the one it is worn over. */
export function StrapChoice({ strap, onChoose }: StrapChoiceProps) {
  const { sensor, bpm } = strap;
  return (
    <li>
      <button
        type="button"
        className={styles.strap}
        data-mine={strap.is_mine ? '' : undefined}
        data-testid={`strap-${strap.sensor_id}`}
        onClick={onChoose}
      >
        <IconHeartFilled
          className={styles.heart}
          style={{ animationDuration: `${Math.round(MINUTE_MS / Math.max(bpm, 30))}ms` }}
          aria-hidden="true"
        />
        <span className={styles.bpm}>
          {bpm}
          <span className="visually-hidden"> {t('heart_rate.bpm')}</span>
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{strap.is_mine ? t('pairing.yours') : strapWords(sensor)}</span>
          {strap.is_mine && <span className={styles.number}>{strapWords(sensor)}</span>}
        </span>
        {strap.rssi_dbm !== null && <Signal bars={signalBars(strap.rssi_dbm)} />}
      </button>
    </li>
  );
}

function Signal({ bars }: { readonly bars: number }) {
  return (
    <span className={styles.signal} role="img" aria-label={t('pairing.signal', { bars })}>
      {BARS.map((bar) => (
        <span key={bar} className={styles.bar} data-on={bar <= bars ? '' : undefined} />
      ))}
    </span>
  );
}
