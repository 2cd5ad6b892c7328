import type { Detection } from '../../../shared/contract/device-messages.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './DeviceCard.module.css';

interface DeviceCandidatesProps {
  readonly detection: Detection;
}

/** Why nobody could tell what a device is, and what it may be: best first, with what speaks for each. */
export function DeviceCandidates({ detection: { device, reason, candidates } }: DeviceCandidatesProps) {
  const formats = useFormats();
  return (
    <div className={styles.candidates} data-testid={`candidates-${device}`}>
      {reason !== 'clear' && <p className={styles.hint}>{t(`detection.${reason}`)}</p>}
      {candidates.length > 0 && <h3 className={styles.hint}>{t('devices.candidates')}</h3>}
      <ol>
        {candidates.map(({ family, score, reason: because }) => (
          <li key={family}>
            {t('devices.candidate', {
              family,
              percent: formats.percent(score),
              because: t(`recognised.${because}`),
            })}
          </li>
        ))}
      </ol>
    </div>
  );
}
