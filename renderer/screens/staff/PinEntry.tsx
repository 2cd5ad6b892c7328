import { useState } from 'react';
import type { StaffSignIn } from '../../../shared/contract/staff-views.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { Keypad } from '../../components/Keypad.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './StaffSignIn.module.css';

/** As short and as long as a PIN may be; how long this one is stays hidden. */
const SHORTEST_PIN = 4;
const LONGEST_PIN = 12;
const REDRAW_MS = 500;

interface PinEntryProps {
  readonly signIn: StaffSignIn;
  readonly name: string;
}

/** The PIN of one account. What is typed is shown as dots and leaves the page only towards core. */
export function PinEntry({ signIn, name }: PinEntryProps) {
  const bridge = useBridge();
  const { duration } = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const [pin, setPin] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const { session_id: sessionId, locked_until: lockedUntilMs, tries_left: triesLeft } = signIn;
  const lockedS = lockedUntilMs === null ? 0 : Math.ceil((lockedUntilMs - nowMs) / 1_000);
  const isLocked = lockedS > 0;

  const enter = async () => {
    setPin('');
    setFailure(null);
    const answer = await bridge.staffDoor.signIn({ session_id: sessionId, pin });
    if (!answer.ok) setFailure(answer.code);
  };
  const type = (digit: string) => {
    setFailure(null);
    setPin((before) => (before.length < LONGEST_PIN ? before + digit : before));
  };
  const message = () => {
    if (signIn.checking) return t('sign_in.checking');
    if (isLocked) return t('sign_in.locked', { time: duration(lockedS) });
    if (failure === 'STORAGE_FAILING') return t('act.storage');
    if (failure === 'WRONG_PIN') {
      const left = triesLeft === null ? '' : ` ${t('sign_in.tries_left', { count: triesLeft })}`;
      return t('sign_in.wrong') + left;
    }
    return failure === null || failure === 'LOCKED' ? '' : t('act.failed');
  };

  return (
    <div className={styles.entry}>
      <div className={styles.prompt}>
        <h2 className={styles.question}>{t('sign_in.pin_of', { name })}</h2>
        <p className={styles.dots} role="img" aria-label={t('sign_in.typed', { count: pin.length })}>
          {Array.from({ length: pin.length }, (_, index) => (
            <span key={index} className={styles.dot} />
          ))}
        </p>
        <p className={styles.message} role="alert" data-testid="pin-message">
          {message()}
        </p>
        <Action
          testId="staff-someone-else"
          onPress={() => void bridge.staffDoor.choose({ session_id: sessionId, name: null })}
        >
          {t('sign_in.someone_else')}
        </Action>
      </div>
      <div className={styles.pad}>
        <Keypad
          disabled={isLocked || signIn.checking}
          eraseLabel={t('sign_in.erase')}
          onDigit={type}
          onErase={() => setPin((before) => before.slice(0, -1))}
        />
        <Action
          tone="primary"
          fullWidth
          disabled={isLocked || signIn.checking || pin.length < SHORTEST_PIN}
          testId="staff-sign-in"
          onPress={() => void enter()}
        >
          {t('sign_in.enter')}
        </Action>
      </div>
    </div>
  );
}
