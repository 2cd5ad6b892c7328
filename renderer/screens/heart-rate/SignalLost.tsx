import { IconAntennaBarsOff } from '@tabler/icons-react';
import { t } from '../../i18n/translate.ts';
import styles from './SignalLost.module.css';

/** The strap is silent: what helps, and that nothing is lost. */
export function SignalLost() {
  return (
    <div className={styles.banner} role="status" data-testid="signal-lost">
      <IconAntennaBarsOff className={styles.icon} aria-hidden="true" />
      <div>
        <p className={styles.title}>{t('live.signal_lost')}</p>
        <p>{t('live.signal_lost_hint')}</p>
      </div>
    </div>
  );
}
