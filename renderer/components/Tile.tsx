import { useId, type ReactNode } from 'react';
import { cx } from '../theme/cx.ts';
import styles from './Tile.module.css';

interface TileProps {
  readonly title: string;
  /** Stands opposite the title. */
  readonly corner?: ReactNode;
  readonly className?: string | undefined;
  readonly testId: string;
  readonly children: ReactNode;
}

/** One part of the dashboard, with its heading. */
export function Tile({ title, corner, className, testId, children }: TileProps) {
  const titleId = useId();
  return (
    <section className={cx(styles.tile, className)} aria-labelledby={titleId} data-testid={testId}>
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {corner}
      </header>
      {children}
    </section>
  );
}

interface EmptyTileProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  /** Picture and words side by side, where there is little height. */
  readonly beside?: boolean;
}

/** What a tile says before there is anything in it: how it will fill, never that something is missing. */
export function EmptyTile({ icon, title, text, beside = false }: EmptyTileProps) {
  return (
    <div className={styles.empty} data-beside={beside ? '' : undefined}>
      <span className={styles.emptyIcon} aria-hidden="true">
        {icon}
      </span>
      <div>
        <p className={styles.emptyTitle}>{title}</p>
        <p className={styles.emptyText}>{text}</p>
      </div>
    </div>
  );
}
