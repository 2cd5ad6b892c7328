import styles from './Stat.module.css';

interface StatProps {
  readonly label: string;
  readonly value: string;
  /** Left away where there is no number. */
  readonly unit?: string | null;
  readonly note?: string | null;
}

/** One number with its name, and below it in small where it comes from. */
export function Stat({ label, value, unit = null, note = null }: StatProps) {
  return (
    <div className={styles.stat}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {value}
        {unit !== null && <span className={styles.unit}>{unit}</span>}
      </dd>
      {note !== null && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}
