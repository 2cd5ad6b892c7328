import { IconBackspace } from '@tabler/icons-react';
import { useStaffWords } from '../../i18n/staff/use-staff-words.ts';
import styles from './NameKeys.module.css';

interface NameKeysProps {
  readonly onKey: (key: string) => void;
  readonly onErase: () => void;
}

const DIGITS = '1234567890';

/**
 * Letters in the order of the alphabet, which everybody knows, what stands within names, and digits for
 * a number. Names are found without their marks, so that no more keys are needed.
 */
export function NameKeys({ onKey, onErase }: NameKeysProps) {
  const { say } = useStaffWords();
  return (
    <div className={styles.keys}>
      {[...DIGITS, ...say('keys.letters'), '-', '’'].map((key) => (
        <button
          key={key}
          type="button"
          className={styles.key}
          onClick={() => onKey(key.toLowerCase())}
          data-testid={`name-key-${key}`}
        >
          {key}
        </button>
      ))}
      <button type="button" className={styles.wide} onClick={() => onKey(' ')}>
        {say('keys.space')}
      </button>
      <button type="button" className={styles.wide} aria-label={say('keys.erase')} onClick={onErase}>
        <IconBackspace aria-hidden="true" />
      </button>
    </div>
  );
}
