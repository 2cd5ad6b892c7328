import { t } from '../i18n/translate.ts';
import styles from './Reconnecting.module.css';

/** Lies over the screen while core is being restarted. It fades in late, so that a short gap shows nothing. */
export function Reconnecting() {
  return (
    <div className={styles.veil} role="status" data-testid="reconnecting">
      <span className={styles.dots} aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <p className={styles.title}>{t('connection.reconnecting')}</p>
      <p className={styles.hint}>{t('connection.reconnecting_hint')}</p>
    </div>
  );
}
