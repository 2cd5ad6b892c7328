import type { ReactNode } from 'react';
import styles from './Rows.module.css';

interface SignRowProps {
  readonly icon: ReactNode;
  readonly text: string;
  readonly note: string | null;
}

/** A sentence with a sign before it, and at the end when it was. */
export function SignRow({ icon, text, note }: SignRowProps) {
  return (
    <li className={styles.row}>
      <span className={styles.sign} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.text}>{text}</p>
      {note !== null && <p className={styles.note}>{note}</p>}
    </li>
  );
}
