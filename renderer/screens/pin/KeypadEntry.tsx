import { IconChevronLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeypadEntry as Entry } from '../../../shared/contract/kiosk-api.ts';
import { LONGEST_PIN, SHORTEST_PIN } from '../../../shared/domain/pins/new-pin.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { useTouch } from '../../bridge/use-touch.ts';
import { Action } from '../../components/Action.tsx';
import { Screen } from '../../components/Screen.tsx';
import { KioskTheme } from '../../theme/KioskTheme.tsx';
import { DemoButton } from '../demo/DemoButton.tsx';
import { t } from '../../i18n/translate.ts';
import { DigitEntry } from './DigitEntry.tsx';
import styles from './KeypadEntry.module.css';

/** As many as a number may have that a keypad can type. */
const LONGEST_NUMBER = 16;
const REDRAW_MS = 250;

interface KeypadEntryProps {
  readonly entry: Entry;
  readonly demo: boolean;
}

/** The way in without a card: the member number, then the PIN. Both leave the page only towards core. */
export function KeypadEntry({ entry, demo }: KeypadEntryProps) {
  const bridge = useBridge();
  const nowMs = useNow(REDRAW_MS);
  const [number, setNumber] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useTouch(entry.session_id);
  const waitS = entry.wait_until === null ? 0 : Math.ceil((entry.wait_until - nowMs) / 1_000);

  const enter = async (memberNumber: string, pin: string) => {
    setFailure(null);
    const answer = await bridge.keypad.checkIn({
      session_id: entry.session_id,
      member_number: memberNumber,
      pin,
    });
    if (answer.ok) return;
    setFailure(answer.code);
    // Which of the two was wrong is not said, so both are typed anew.
    if (answer.code === 'WRONG_PIN') setNumber(null);
  };
  const message = () => {
    if (entry.checking) return t('keypad.checking');
    if (failure === 'STORAGE_FAILING') return t('keypad.storage');
    const wait = waitS > 0 ? t('keypad.wait', { count: waitS }) : '';
    if (failure === 'WRONG_PIN') return `${t('keypad.wrong')} ${wait}`;
    if (wait !== '') return wait;
    return failure === null || failure === 'NOT_NOW' ? '' : t('keypad.failed');
  };
  const isStopped = entry.checking || waitS > 0;

  return (
    <KioskTheme>
      <Screen name="keypad" sessionId={null} className={styles.keypad}>
        <header className={styles.header}>
          <Action
            icon={<IconChevronLeft aria-hidden="true" />}
            testId="keypad-back"
            onPress={() =>
              number === null ? void bridge.session.end({ session_id: entry.session_id }) : setNumber(null)
            }
          >
            {t('keypad.back')}
          </Action>
          {demo && <DemoButton />}
        </header>
        {number === null ? (
          <DigitEntry
            key="number"
            question={t('keypad.number')}
            hint={t('keypad.card')}
            message={message()}
            masked={false}
            shortest={1}
            longest={LONGEST_NUMBER}
            actionLabel={t('keypad.next')}
            onType={() => setFailure(null)}
            onEnter={setNumber}
          />
        ) : (
          <DigitEntry
            key="pin"
            question={t('keypad.pin')}
            hint={t('keypad.pin_of', { number })}
            message={message()}
            masked
            shortest={SHORTEST_PIN}
            longest={LONGEST_PIN}
            actionLabel={t('keypad.enter')}
            disabled={isStopped}
            onType={() => setFailure(null)}
            onEnter={(pin) => void enter(number, pin)}
          />
        )}
      </Screen>
    </KioskTheme>
  );
}
