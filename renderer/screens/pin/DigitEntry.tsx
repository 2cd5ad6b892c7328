import { useState, type ReactNode } from 'react';
import { useDigitKeys } from '../../bridge/use-digit-keys.ts';
import { Action } from '../../components/Action.tsx';
import { Keypad } from '../../components/Keypad.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './DigitEntry.module.css';

interface DigitEntryProps {
  readonly question: string;
  /** Stands under the question all the time. */
  readonly hint: string;
  /** What has to be said now; its place is there when it is empty, too. */
  readonly message: string;
  /** Shows dots in place of digits. */
  readonly masked: boolean;
  readonly shortest: number;
  readonly longest: number;
  readonly actionLabel: string;
  readonly disabled?: boolean;
  /** `h2` where a page stands around it with a title of its own. */
  readonly heading?: 'h1' | 'h2';
  /** Somebody began to type: an older message has been read. */
  readonly onType?: () => void;
  readonly onEnter: (digits: string) => void;
  readonly children?: ReactNode;
}

/** One question that digits answer, on the screen's keys or a keyboard's. What was typed is gone once it is entered. */
export function DigitEntry(props: DigitEntryProps) {
  const { masked, shortest, longest, disabled = false, heading: Heading = 'h1' } = props;
  const [digits, setDigits] = useState('');
  const isWhole = digits.length >= shortest;

  const type = (digit: string) => {
    if (disabled) return;
    props.onType?.();
    setDigits((before) => (before.length < longest ? before + digit : before));
  };
  const erase = () => setDigits((before) => before.slice(0, -1));
  const enter = () => {
    if (disabled || !isWhole) return;
    setDigits('');
    props.onEnter(digits);
  };
  useDigitKeys({ onDigit: type, onErase: erase, onEnter: enter });

  return (
    <div className={styles.entry}>
      <div className={styles.prompt}>
        <Heading className={styles.question}>{props.question}</Heading>
        <p className={styles.hint}>{props.hint}</p>
        {masked ? (
          <p
            className={styles.typed}
            role="img"
            aria-label={t('keypad.typed', { count: digits.length })}
            data-testid="typed"
          >
            {Array.from({ length: digits.length }, (_, index) => (
              <span key={index} className={styles.dot} />
            ))}
          </p>
        ) : (
          <p className={styles.typed} aria-live="polite" data-testid="typed">
            {digits}
          </p>
        )}
        <p className={styles.message} role="alert" data-testid="pin-message">
          {props.message}
        </p>
        {props.children}
      </div>
      <div className={styles.pad}>
        <Keypad
          size="large"
          disabled={disabled}
          eraseLabel={t('keypad.erase')}
          clear={{ label: t('keypad.clear'), onPress: () => setDigits('') }}
          onDigit={type}
          onErase={erase}
        />
        <Action tone="primary" fullWidth disabled={disabled || !isWhole} testId="enter" onPress={enter}>
          {props.actionLabel}
        </Action>
      </div>
    </div>
  );
}
