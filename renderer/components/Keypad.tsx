import { IconBackspace } from '@tabler/icons-react';
import styles from './Keypad.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface KeypadProps {
  readonly disabled?: boolean;
  /** What the key that takes the last digit back is called. */
  readonly eraseLabel: string;
  /** The sign before the decimals and what it is called; without one the numbers are whole. */
  readonly point?: { readonly sign: string; readonly label: string } | undefined;
  readonly onDigit: (digit: string) => void;
  readonly onPoint?: () => void;
  readonly onErase: () => void;
}

/** Ten digits and the way back, as on a telephone. */
export function Keypad({ disabled = false, eraseLabel, point, onDigit, onPoint, onErase }: KeypadProps) {
  const key = (digit: string) => (
    <button
      key={digit}
      type="button"
      className={styles.key}
      disabled={disabled}
      onClick={() => onDigit(digit)}
      data-testid={`key-${digit}`}
    >
      {digit}
    </button>
  );
  return (
    <div className={styles.keypad}>
      {DIGITS.map(key)}
      {point === undefined ? (
        <span />
      ) : (
        <button
          type="button"
          className={styles.key}
          disabled={disabled}
          aria-label={point.label}
          onClick={onPoint}
          data-testid="key-point"
        >
          {point.sign}
        </button>
      )}
      {key('0')}
      <button
        type="button"
        className={styles.key}
        disabled={disabled}
        aria-label={eraseLabel}
        onClick={onErase}
        data-testid="key-erase"
      >
        <IconBackspace aria-hidden="true" />
      </button>
    </div>
  );
}
