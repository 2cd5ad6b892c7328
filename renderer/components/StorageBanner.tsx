import { IconAlertTriangle } from '@tabler/icons-react';
import { t } from '../i18n/translate.ts';
import styles from './StorageBanner.module.css';

/** Shown while the disk takes no writes: nothing new is confirmed until it does again. */
export function StorageBanner() {
  return (
    <div className={styles.banner} role="alert" data-testid="storage-failing">
      <IconAlertTriangle className={styles.icon} aria-hidden="true" />
      {t('storage.failing')}
    </div>
  );
}
