import { useNow } from '../bridge/use-now.ts';
import { CountdownRing } from './Countdown.tsx';
import styles from './SecondsLeft.module.css';

const REDRAW_MS = 500;

interface SecondsLeftProps {
  /** When the time is over, UTC epoch milliseconds. */
  readonly untilMs: number;
}

/** The seconds that are left, in a ring that empties. */
export function SecondsLeft({ untilMs }: SecondsLeftProps) {
  const nowMs = useNow(REDRAW_MS);
  return (
    <div className={styles.time} role="timer" aria-live="off">
      <CountdownRing key={untilMs} untilMs={untilMs} />
      <span className={styles.seconds}>{Math.max(0, Math.ceil((untilMs - nowMs) / 1_000))}</span>
    </div>
  );
}
