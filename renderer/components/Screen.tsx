import type { ReactNode } from 'react';
import { useScreenPainted, type ScreenName } from '../app/use-screen-painted.ts';
import { cx } from '../theme/cx.ts';
import styles from './Screen.module.css';

interface ScreenProps {
  readonly name: ScreenName;
  /** The running session; null where nobody is signed in. */
  readonly sessionId: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The root of every screen: fills the window, names itself for tests, and marks when it was painted. */
export function Screen({ name, sessionId, className, children }: ScreenProps) {
  useScreenPainted(name, sessionId);
  return (
    <section className={cx(styles.screen, className)} data-screen={name} data-testid={`screen-${name}`}>
      {children}
    </section>
  );
}
