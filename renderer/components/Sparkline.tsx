import styles from './Sparkline.module.css';

const WIDTH = 120;
const HEIGHT = 40;
/** Fewer points make no shape. */
const LEAST_POINTS = 3;
/** So that the line's own thickness stays inside. */
const EDGE = 4;

interface SparklineProps {
  /** Oldest first, at even distances. */
  readonly values: readonly number[];
  readonly isGood: boolean;
}

/** The shape of a run of values without any number: smoothed, so that it shows the way and not every day. */
export function Sparkline({ values, isGood }: SparklineProps) {
  if (values.length < LEAST_POINTS) return <svg className={styles.line} aria-hidden="true" />;
  const smooth = movingMeans(values);
  const low = Math.min(...smooth);
  const span = Math.max(...smooth) - low || 1;
  const path = smooth
    .map((value, index) => {
      const x = EDGE + ((WIDTH - 2 * EDGE) * index) / (smooth.length - 1);
      const y = HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (value - low)) / span;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      data-good={isGood ? '' : undefined}
      aria-hidden="true"
    >
      <polyline points={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** Each value with its neighbours: a fifth of the run, an odd number of them. */
function movingMeans(values: readonly number[]): readonly number[] {
  const reach = Math.floor(values.length / 10);
  return values.map((_, index) => {
    const near = values.slice(Math.max(0, index - reach), index + reach + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}
