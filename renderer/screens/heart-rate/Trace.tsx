import { t } from '../../i18n/translate.ts';
import { tracePath, traceScale } from './trace-path.ts';
import styles from './Trace.module.css';

/** The width stands for three minutes. */
const SECONDS = 180;
const SIZE = { width: 900, height: 240 } as const;

interface TraceProps {
  /** Once a second, oldest first, 0 for a gap. */
  readonly recentBpm: readonly number[];
}

/** The heart rate of the last minutes as a line that grows to the right. */
export function Trace({ recentBpm }: TraceProps) {
  const scale = traceScale(recentBpm);
  if (scale === null) return <p className={styles.empty}>{t('live.recent_empty')}</p>;
  const heard = recentBpm.filter((bpm) => bpm > 0);
  const lowest = Math.min(...heard);
  const highest = Math.max(...heard);
  return (
    <div className={styles.trace}>
      <svg
        className={styles.lines}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('live.recent_label', { lowest, highest })}
      >
        <path
          className={styles.line}
          d={tracePath(recentBpm, scale, SECONDS, SIZE)}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <ol className={styles.bounds} aria-hidden="true">
        <li>{Math.round(scale.highBpm)}</li>
        <li>{Math.round((scale.highBpm + scale.lowBpm) / 2)}</li>
        <li>{Math.round(scale.lowBpm)}</li>
      </ol>
    </div>
  );
}
