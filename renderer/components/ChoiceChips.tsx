import { useId } from 'react';
import styles from './ChoiceChips.module.css';

interface ChoiceChipsProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

/** One of several, in a row that scrolls sideways when it is longer than the screen is wide. */
export function ChoiceChips({ label, choices, chosen, onChoose }: ChoiceChipsProps) {
  const name = useId();
  return (
    <div className={styles.row} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.chip}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            checked={choice.value === chosen}
            onChange={() => onChoose(choice.value)}
          />
          <span className={styles.face}>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
