import styles from './TypedNumber.module.css';

interface TypedNumberProps {
  /** As it was typed; empty before the first digit, when `empty` stands in its place. */
  readonly text: string;
  readonly empty: string;
  readonly unit: string;
  readonly testId: string;
}

/** A number while it is being typed, large, with its unit. */
export function TypedNumber({ text, empty, unit, testId }: TypedNumberProps) {
  return (
    <p className={styles.display} data-testid={testId} aria-live="polite">
      <span className={styles.typed} data-empty={text === '' ? '' : undefined}>
        {text === '' ? empty : text}
      </span>
      <span className={styles.unit}>{unit}</span>
    </p>
  );
}
