import { useState } from 'react';
import styles from './Countdown.module.css';

interface CountdownProps {
  /** When the bar is empty, UTC epoch milliseconds. */
  readonly untilMs: number;
}

/** A bar that empties until a moment; the browser moves it, so that nothing is drawn anew on the way. */
export function CountdownBar({ untilMs }: CountdownProps) {
  const durationMs = useTimeAtMount(untilMs);
  return (
    <div className={styles.track} aria-hidden="true">
      <div className={styles.bar} style={{ animationDuration: `${durationMs}ms` }} />
    </div>
  );
}

/** A ring that empties until a moment, around whatever stands in it. */
export function CountdownRing({ untilMs }: CountdownProps) {
  const durationMs = useTimeAtMount(untilMs);
  return (
    <svg className={styles.ring} viewBox="0 0 40 40" aria-hidden="true">
      <circle className={styles.ringTrack} cx="20" cy="20" r="18" />
      <circle
        className={styles.ringLeft}
        cx="20"
        cy="20"
        r="18"
        pathLength="100"
        style={{ animationDuration: `${durationMs}ms` }}
      />
    </svg>
  );
}

function useTimeAtMount(untilMs: number): number {
  const [durationMs] = useState(() => Math.max(0, untilMs - Date.now()));
  return durationMs;
}
