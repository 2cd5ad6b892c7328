import { useId } from 'react';
import styles from './ChoiceChips.module.css';

interface ChoiceChipsProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  /** Few short choices that share the width, in place of a row that scrolls. */
  readonly segmented?: boolean;
}

/** One of several, in a row that scrolls sideways when it is longer than the screen is wide. */
export function ChoiceChips<Value extends string>({
  label,
  choices,
  chosen,
  onChoose,
  segmented = false,
}: ChoiceChipsProps<Value>) {
  const name = useId();
  return (
    <div className={segmented ? styles.segments : styles.row} role="radiogroup" aria-label={label}>
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
