import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  /** 0 to 1. */
  readonly share: number;
  readonly isDone: boolean;
  readonly label: string;
}

/** How far something is, as a bar. */
export function ProgressBar({ share, isDone, label }: ProgressBarProps) {
  return (
    <div className={styles.track} role="img" aria-label={label}>
      <div
        className={styles.bar}
        data-done={isDone ? '' : undefined}
        style={{ inlineSize: `${share * 100}%` }}
      />
    </div>
  );
}
