import { IconPassword } from '@tabler/icons-react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { usePinWords } from '../../i18n/pin/use-pin-words.ts';
import styles from './PinButton.module.css';

/** The second way in, for whoever has no card with them. */
export function PinButton() {
  const bridge = useBridge();
  const say = usePinWords();
  return (
    <button
      type="button"
      className={styles.pin}
      onClick={() => void bridge.keypad.open()}
      data-testid="keypad-open"
    >
      <IconPassword className={styles.icon} aria-hidden="true" />
      {say('door.open')}
    </button>
  );
}
