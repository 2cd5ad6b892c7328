import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './MoreButton.module.css';

interface MoreButtonProps {
  readonly testId: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** In a tile's corner: opens the page behind it. */
export function MoreButton({ testId, onPress, children }: MoreButtonProps) {
  return (
    <button type="button" className={styles.more} onClick={onPress} data-testid={testId}>
      {children}
      <IconChevronRight aria-hidden="true" />
    </button>
  );
}
