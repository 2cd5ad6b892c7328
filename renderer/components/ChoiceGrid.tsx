import styles from './ChoiceGrid.module.css';

interface ChoiceGridProps {
  readonly choices: readonly { readonly value: string; readonly label: string; readonly note?: string }[];
  /** Before the value, so that each can be found by a test. */
  readonly testId: string;
  readonly onChoose: (value: string) => void;
}

/** Many things to choose one of at once, two beside each other. */
export function ChoiceGrid({ choices, testId, onChoose }: ChoiceGridProps) {
  return (
    <div className={styles.choices}>
      {choices.map(({ value, label, note }) => (
        <button
          key={value}
          type="button"
          className={styles.choice}
          onClick={() => onChoose(value)}
          data-testid={`${testId}-${value}`}
        >
          {label}
          {note !== undefined && <span className={styles.note}>{note}</span>}
        </button>
      ))}
    </div>
  );
}
