import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { LONGEST_PIN, SHORTEST_PIN } from '../../../shared/domain/pins/new-pin.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { MemberPage } from '../../components/MemberPage.tsx';
import type { MessageKey } from '../../../shared/domain/wording/page-words.ts';
import { t } from '../../i18n/translate.ts';
import { DigitEntry } from './DigitEntry.tsx';
import styles from './OwnPin.module.css';

type Step = 'old' | 'new' | 'again' | 'done';

const FAILURES = {
  WRONG_PIN: 'own.wrong_old',
  PIN_TOO_EASY: 'own.too_easy',
  NOT_NOW: 'own.not_now',
  LOCKED: 'own.locked',
  STORAGE_FAILING: 'keypad.storage',
} as const satisfies Readonly<Record<string, MessageKey>>;
type FailureKey = (typeof FAILURES)[keyof typeof FAILURES] | 'own.different' | 'keypad.failed';

function wordsFor(code: string): FailureKey {
  return code in FAILURES ? FAILURES[code as keyof typeof FAILURES] : 'keypad.failed';
}

interface OwnPinProps {
  readonly session: MemberSession;
  readonly onBack: () => void;
}

/** A member sets or changes their PIN: the old one where there is one, then the new one twice. */
export function OwnPin({ session, onBack }: OwnPinProps) {
  const bridge = useBridge();
  // Whether there was one when the page opened: setting one must not turn the page into changing it.
  const [first] = useState<Step>(session.own_pin === 'set' ? 'old' : 'new');
  const [step, setStep] = useState<Step>(first);
  const [oldPin, setOldPin] = useState<string | null>(null);
  const [newPin, setNewPin] = useState('');
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<FailureKey | null>(null);

  const save = async (again: string) => {
    if (again !== newPin) {
      setFailure('own.different');
      setStep('new');
      return;
    }
    setSaving(true);
    const answer = await bridge.pin.set({ session_id: session.session_id, pin: newPin, old_pin: oldPin });
    setSaving(false);
    setNewPin('');
    if (answer.ok) {
      setStep('done');
      return;
    }
    setFailure(wordsFor(answer.code));
    setStep(answer.code === 'PIN_TOO_EASY' ? 'new' : first);
  };
  const enter = (digits: string) => {
    setFailure(null);
    if (step === 'again') void save(digits);
    else if (step === 'old') {
      setOldPin(digits);
      setStep('new');
    } else {
      setNewPin(digits);
      setStep('again');
    }
  };

  return (
    <MemberPage
      name="own_pin"
      session={session}
      title={t(first === 'old' ? 'own.change' : 'own.set')}
      onBack={onBack}
      className={styles.page}
    >
      {step === 'done' ? (
        <div className={styles.done} role="status">
          <IconCheck className={styles.sign} aria-hidden="true" />
          <h2 className={styles.title}>{t('own.done')}</h2>
          <p className={styles.hint}>{t('own.done_hint')}</p>
          <Action tone="primary" testId="own-pin-done" onPress={onBack}>
            {t('own.to_dashboard')}
          </Action>
        </div>
      ) : (
        <DigitEntry
          key={step}
          heading="h2"
          question={t(`own.${step}`)}
          hint={step === 'old' ? '\u00a0' : t('own.hint')}
          message={isSaving ? t('keypad.checking') : failure === null ? '' : t(failure)}
          masked
          shortest={SHORTEST_PIN}
          longest={LONGEST_PIN}
          actionLabel={t(step === 'again' ? 'own.save' : 'keypad.next')}
          disabled={isSaving}
          onType={() => setFailure(null)}
          onEnter={enter}
        />
      )}
    </MemberPage>
  );
}
