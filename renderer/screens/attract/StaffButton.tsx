import { IconKey } from '@tabler/icons-react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './StaffButton.module.css';

/** The quiet way into staff mode: there for those who look for it, in nobody else's way. */
export function StaffButton() {
  const bridge = useBridge();
  return (
    <button
      type="button"
      className={styles.staff}
      onClick={() => void bridge.staffDoor.open()}
      data-testid="staff-open"
    >
      <IconKey className={styles.icon} aria-hidden="true" />
      {t('attract.staff')}
    </button>
  );
}
