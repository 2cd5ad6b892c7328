import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** One thing that is said about a metric, under a small heading. */
export function Panel({ title, testId, children }: PanelProps) {
  return (
    <section className={styles.panel} data-testid={testId}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}
