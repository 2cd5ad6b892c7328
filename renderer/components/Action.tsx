import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { cx } from '../theme/cx.ts';
import styles from './Action.module.css';

interface ActionProps {
  /** `primary` is the one thing to do here; there is at most one on a screen. */
  readonly tone?: 'primary' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  readonly label?: string;
  readonly fullWidth?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly testId?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button large enough for a wet hand. */
export function Action({
  tone = 'quiet',
  icon,
  label,
  fullWidth = false,
  disabled = false,
  autoFocus = false,
  testId,
  onPress,
  children,
}: ActionProps) {
  return (
    <Button
      unstyled
      classNames={{
        root: cx(styles.action, styles[tone], fullWidth && styles.full),
        inner: cx(styles.inner),
        section: cx(styles.icon),
      }}
      leftSection={icon}
      aria-label={label}
      disabled={disabled}
      data-autofocus={autoFocus ? true : undefined}
      data-testid={testId}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
