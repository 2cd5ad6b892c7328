import type { Point } from './theil-sen.ts';

/**
 * How deviations from a line last. `fading`: a share of each deviation's variance fades
 * exponentially (Ornstein-Uhlenbeck), as water in a body or a busy month; the rest is gone with the
 * next reading. `turning`: the line's own slope wanders (an integrated Wiener process, the prior
 * behind smoothing splines: Wahba 1978, J R Stat Soc B 40:364-372), as when a diet ends.
 */
export type Persistence =
  | { readonly kind: 'fading'; readonly memoryDays: number; readonly share: number }
  | {
      readonly kind: 'turning';
      /** Days after which the wandering has moved the line as far as one reading's noise. */
      readonly memoryDays: number;
    };

/** A line through readings whose deviations last, given how they last. */
export interface PersistentLine {
  /** Restricted log-likelihood of the readings, up to a constant that all assumptions share. */
  readonly logLikelihood: number;
  /** What a reading at `x`, not before the last, is expected to show, and the squared error of that. */
  at(x: number): { readonly value: number; readonly variance: number };
}

/** How level and pace of what lasts go on over some days, with the variance that comes in on the way. */
interface Step {
  readonly levelKept: number;
  readonly levelFromPace: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly paceVariance: number;
}

/** Squares below this share of the readings' own are rounding. */
const EXACT = 1e-20;

/**
 * Generalised least squares of a line with lasting deviations: one pass of a Kalman filter over
 * readings, constant and time decorrelates all three (Jones 1993, Longitudinal Data with Serial
 * Correlation, ch. 5); likelihood after Patterson & Thompson 1971, Biometrika 58:545-554.
 * @param points ascending by `x`, in days, at least three at two different `x`
 * @returns null when they lie on a line exactly, or do not fix one
 */
export function fitPersistentLine(points: readonly Point[], persistence: Persistence): PersistentLine | null {
  const n = points.length;
  const first = points[0];
  if (first === undefined || n < 3) return null;
  const filter = createFilter(persistence);
  const sums = { yy: 0, y1: 0, yt: 0, oo: 0, ot: 0, tt: 0, logVariance: 0 };
  let lastX = first.x;
  for (const { x, y } of points) {
    const [newY, newOne, newTime, spread] = filter.meet(x - lastX, y - first.y, 1, x - first.x);
    sums.yy += (newY * newY) / spread;
    sums.y1 += (newY * newOne) / spread;
    sums.yt += (newY * newTime) / spread;
    sums.oo += (newOne * newOne) / spread;
    sums.ot += (newOne * newTime) / spread;
    sums.tt += (newTime * newTime) / spread;
    sums.logVariance += Math.log(spread);
    lastX = x;
  }
  const determinant = sums.oo * sums.tt - sums.ot * sums.ot;
  if (!(determinant > 0)) return null;
  const level = (sums.y1 * sums.tt - sums.yt * sums.ot) / determinant;
  const slope = (sums.yt * sums.oo - sums.y1 * sums.ot) / determinant;
  const squares = sums.yy - level * sums.y1 - slope * sums.yt;
  if (!(squares > EXACT * sums.yy)) return null;
  const residualVariance = squares / (n - 2);
  return {
    logLikelihood: -0.5 * ((n - 2) * Math.log(residualVariance) + sums.logVariance + Math.log(determinant)),
    at(x) {
      const [y, one, time, ofReading] = filter.expect(Math.max(0, x - lastX));
      const t = x - first.x;
      const offOne = 1 - one;
      const offTime = t - time;
      const ofLine =
        (offOne * offOne * sums.tt - 2 * offOne * offTime * sums.ot + offTime * offTime * sums.oo) /
        determinant;
      return {
        value: first.y + y + level * offOne + slope * offTime,
        variance: residualVariance * (ofReading + ofLine),
      };
    },
  };
}

type Innovations = readonly [y: number, one: number, time: number, variance: number];

interface Filter {
  /** Takes in a reading and its regressors, and says what was new in each, with the variance of a reading then. */
  meet(days: number, y: number, one: number, time: number): Innovations;
  /** What lasts of each after some more days, with the variance of a reading then. */
  expect(days: number): Innovations;
}

/** Kalman filter over level and pace of what lasts, for three series at once; variances in units of one reading's. */
function createFilter(persistence: Persistence): Filter {
  const noise = persistence.kind === 'fading' ? 1 - persistence.share : 1;
  // Arrays of their own: numbers that change in a closure are boxed anew each time.
  const levels = new Float64Array(3);
  const paces = new Float64Array(3);
  /** Variance of the level, its covariance with the pace, variance of the pace. */
  const spread = Float64Array.of(persistence.kind === 'fading' ? persistence.share : 0, 0, 0);

  function levelVarianceAfter({ levelKept, levelFromPace, levelVariance }: Step): number {
    return (
      levelKept * levelKept * spread[0]! +
      2 * levelKept * levelFromPace * spread[1]! +
      levelFromPace * levelFromPace * spread[2]! +
      levelVariance
    );
  }

  /** Takes a value of a series in and returns what was new in it. */
  function take(series: 0 | 1 | 2, value: number, step: Step, levelGain: number, paceGain: number): number {
    const expected = step.levelKept * levels[series]! + step.levelFromPace * paces[series]!;
    const news = value - expected;
    levels[series] = expected + levelGain * news;
    paces[series] = paces[series]! + paceGain * news;
    return news;
  }

  return {
    meet(days, y, one, time) {
      const step = stepOver(persistence, days);
      const variance = levelVarianceAfter(step);
      const covariance = step.levelKept * spread[1]! + step.levelFromPace * spread[2]! + step.covariance;
      const ofReading = variance + noise;
      const levelGain = variance / ofReading;
      const paceGain = covariance / ofReading;
      spread[0] = variance * (1 - levelGain);
      spread[1] = covariance * (1 - levelGain);
      spread[2] = spread[2]! + step.paceVariance - paceGain * covariance;
      return [
        take(0, y, step, levelGain, paceGain),
        take(1, one, step, levelGain, paceGain),
        take(2, time, step, levelGain, paceGain),
        ofReading,
      ];
    },
    expect(days) {
      const step = stepOver(persistence, days);
      const at = (series: 0 | 1 | 2): number =>
        step.levelKept * levels[series]! + step.levelFromPace * paces[series]!;
      return [at(0), at(1), at(2), levelVarianceAfter(step) + noise];
    },
  };
}

function stepOver(persistence: Persistence, days: number): Step {
  if (persistence.kind === 'fading') {
    const kept = Math.exp(-days / persistence.memoryDays);
    const levelVariance = persistence.share * (1 - kept * kept);
    return { levelKept: kept, levelFromPace: 0, levelVariance, covariance: 0, paceVariance: 0 };
  }
  const rate = persistence.memoryDays ** -3;
  return {
    levelKept: 1,
    levelFromPace: days,
    levelVariance: (rate * days ** 3) / 3,
    covariance: (rate * days ** 2) / 2,
    paceVariance: rate * days,
  };
}
