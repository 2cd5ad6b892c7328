import { IconBackspace, IconX } from '@tabler/icons-react';
import { cx } from '../theme/cx.ts';
import styles from './Keypad.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** `large` where the keypad is the screen. */
type KeypadSize = 'regular' | 'large';

interface KeypadProps {
  readonly size?: KeypadSize;
  readonly disabled?: boolean;
  /** What the key that takes the last digit back is called. */
  readonly eraseLabel: string;
  /** The sign before the decimals and what it is called; without one the numbers are whole. */
  readonly point?: { readonly sign: string; readonly label: string } | undefined;
  readonly onDigit: (digit: string) => void;
  readonly onPoint?: () => void;
  readonly onErase: () => void;
  /** The key that takes everything back; left out where there is none. */
  readonly clear?: { readonly label: string; readonly onPress: () => void };
}

/** Ten digits and the way back, as on a telephone. */
export function Keypad({
  size = 'regular',
  disabled = false,
  eraseLabel,
  point,
  onDigit,
  onPoint,
  onErase,
  clear,
}: KeypadProps) {
  const corner =
    point !== undefined
      ? { ...point, onPress: onPoint, testId: 'key-point' }
      : clear && { ...clear, sign: <IconX aria-hidden="true" />, testId: 'key-clear' };
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
    <div className={cx(styles.keypad, size === 'large' && styles.large)}>
      {DIGITS.map(key)}
      {corner === undefined ? (
        <span />
      ) : (
        <button
          type="button"
          className={styles.key}
          disabled={disabled}
          aria-label={corner.label}
          onClick={corner.onPress}
          data-testid={corner.testId}
        >
          {corner.sign}
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
