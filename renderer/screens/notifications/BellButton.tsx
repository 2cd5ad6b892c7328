import { IconBell } from '@tabler/icons-react';
import { t } from '../../i18n/translate.ts';
import styles from './BellButton.module.css';

interface BellButtonProps {
  /** Null while it is not known. */
  readonly unread: number | null;
  readonly onPress: () => void;
}

/** A larger number says no more. */
const MOST_COUNTED = 9;

/** Opens the messages, and says how many of them are new. */
export function BellButton({ unread, onPress }: BellButtonProps) {
  const count = unread ?? 0;
  return (
    <button
      type="button"
      className={styles.bell}
      onClick={onPress}
      aria-label={count === 0 ? t('notifications.open') : t('notifications.open_unread', { count })}
      data-testid="open-notifications"
    >
      <IconBell className={styles.icon} aria-hidden="true" />
      {count > 0 && (
        <span className={styles.count} aria-hidden="true" data-testid="unread">
          {count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
        </span>
      )}
    </button>
  );
}
