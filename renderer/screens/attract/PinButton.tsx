import { IconPassword } from '@tabler/icons-react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { t } from '../../i18n/translate.ts';

/** The second way in, for whoever has no card with them. */
export function PinButton() {
  const bridge = useBridge();
  return (
    <button
      type="button"
      className="attract-pin"
      onClick={() => void bridge.keypad.open()}
      data-testid="keypad-open"
    >
      <IconPassword className="attract-pin-icon" aria-hidden="true" />
      <span className="attract-pin-word">{t('door.open')}</span>
    </button>
  );
}
