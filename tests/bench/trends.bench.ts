import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { findMetric } from '../../shared/domain/metrics/metric-registry.ts';
import type { TimedValue } from '../../shared/domain/metrics/timed-value.ts';
import { analyseTrend } from '../../shared/domain/trends/analyse-trend.ts';
import { projectLine } from '../../shared/domain/trends/projection.ts';
import { theilSen } from '../../shared/domain/trends/theil-sen.ts';
import { medianSlopeByChance, medianSlopeBySelection } from '../support/numbers/reference-slopes.ts';
import { seededRandom } from '../unit/shared/domain/seeded-random.ts';
import type { BenchTable } from './report.ts';
import { growthExponent, medianMicros } from './timing.ts';

const SIZES = [28, 365, 2_000, 10_000] as const;
/** Beyond it the reference that makes all slopes takes seconds. */
const MOST_FOR_SELECTION = 2_000;
const NOW_MS = Date.parse('2026-02-16T03:00:00Z');
const ZONE = 'Europe/London';

interface Timed {
  readonly n: number;
  readonly loop: number;
  readonly tight: number;
  readonly line: number;
  readonly whole: number;
}

/**
 * A robust trend with its interval, and all a progress page says of a metric, against a bare loop over
 * the readings (the sums of least squares) and against the best tight code for the slope alone.
 */
export async function trends(): Promise<BenchTable> {
  const timed = SIZES.map((n) => time(n));
  const rows = timed.map(({ n, loop, tight, line, whole }) => ({
    name: `${n} readings`,
    values: {
      'bare loop': micros(loop),
      'tight slope alone': micros(tight),
      'robust line': micros(line),
      'line / tight': (line / tight).toFixed(2),
      'trend + projection': micros(whole),
      'all / loop': (whole / loop).toFixed(0),
      'all / (tight + loop)': (whole / (tight + loop)).toFixed(2),
    },
  }));
  const growth = (of: 'loop' | 'tight' | 'line' | 'whole'): string =>
    growthExponent(timed.slice(1).map((one) => [one.n, one[of]])).toFixed(2);
  return await Promise.resolve({
    title: 'Trend and projection of one metric',
    note:
      'Medians. Tight: all slopes and Hoare selection, or random brackets and inversions, whichever is quicker; ' +
      'it gives a slope, ours the slope, its 95 % interval and both intercepts. Aim: line / tight at most 1.2.',
    rows: [
      ...rows,
      {
        name: 'growth exponent, 365 to 10,000',
        values: {
          'bare loop': growth('loop'),
          'tight slope alone': growth('tight'),
          'robust line': growth('line'),
          'trend + projection': growth('whole'),
        },
      },
    ],
  });
}

function time(n: number): Timed {
  const { normal, uniform } = seededRandom(n);
  const readings: TimedValue[] = Array.from({ length: n }, (_, i) => ({
    recordedAtMs: NOW_MS - (n - i) * DAY_MS + Math.floor(uniform() * 3_600_000),
    value: Math.round(10 * (80 - 0.002 * i + 0.6 * normal())) / 10,
  }));
  const start = readings[0]?.recordedAtMs ?? 0;
  const points = readings.map(({ recordedAtMs, value }) => ({
    x: (recordedAtMs - start) / DAY_MS,
    y: value,
  }));
  const xs = Float64Array.from(points, ({ x }) => x);
  const ys = Float64Array.from(points, ({ y }) => y);
  const metric = findMetric('body_weight');
  if (metric === undefined) throw new Error('body weight is not registered');
  const days = localDays(ZONE);
  const [loop, bySelection, byChance, line, whole] = medianMicros([
    () => sums(xs, ys),
    () => (n <= MOST_FOR_SELECTION ? medianSlopeBySelection(xs, ys) : 0),
    () => medianSlopeByChance(xs, ys, uniform),
    () => theilSen(points)?.slope ?? 0,
    () => {
      const trend = analyseTrend(metric, readings, days);
      return projectLine(trend.points)?.at(n + 28).high95 ?? 0;
    },
  ]);
  if (loop === undefined || bySelection === undefined || byChance === undefined) throw new Error('not timed');
  const tight = n <= MOST_FOR_SELECTION ? Math.min(bySelection, byChance) : byChance;
  return { n, loop, tight, line: line ?? 0, whole: whole ?? 0 };
}

/** One pass over the data, as least squares needs it: the floor under any trend. */
function sums(xs: Float64Array, ys: Float64Array): number {
  let x = 0;
  let y = 0;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < xs.length; i += 1) {
    x += xs[i]!;
    y += ys[i]!;
    xx += xs[i]! * xs[i]!;
    xy += xs[i]! * ys[i]!;
  }
  return (xs.length * xy - x * y) / (xs.length * xx - x * x);
}

function micros(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} µs`;
}
