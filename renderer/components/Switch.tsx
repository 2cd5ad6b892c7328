import styles from './Switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  /** Something is being stored: another touch would not be heard. */
  readonly busy: boolean;
  readonly testId: string;
  readonly onChange: (on: boolean) => void;
}

/** On or off, told by place, colour and sign. */
export function Switch({ label, on, busy, testId, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className={styles.switch}
      aria-checked={on}
      aria-label={label}
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onChange(!on);
      }}
      data-testid={testId}
    >
      <span className={styles.track}>
        <span className={styles.knob}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={on ? 'M5 12.5l4.5 4.5L19 7.5' : 'M7 7l10 10M17 7L7 17'} />
          </svg>
        </span>
      </span>
    </button>
  );
}
