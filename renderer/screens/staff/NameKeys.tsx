import { IconBackspace } from '@tabler/icons-react';
import { t } from '../../i18n/translate.ts';
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
  return (
    <div className={styles.keys}>
      {[...DIGITS, ...t('keys.letters'), '-', '’'].map((key) => (
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
        {t('keys.space')}
      </button>
      <button type="button" className={styles.wide} aria-label={t('keys.erase')} onClick={onErase}>
        <IconBackspace aria-hidden="true" />
      </button>
    </div>
  );
}
