import { IconPassword } from '@tabler/icons-react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './PinButton.module.css';

/** The second way in, for whoever has no card with them. */
export function PinButton() {
  const bridge = useBridge();
  return (
    <button
      type="button"
      className={styles.pin}
      onClick={() => void bridge.keypad.open()}
      data-testid="keypad-open"
    >
      <IconPassword className={styles.icon} aria-hidden="true" />
      {t('door.open')}
    </button>
  );
}
